import type { Body } from '../support/story.ts';

/** A flow in few words: its door, and a line for each action. */
export function tellFlow(body: Body): string {
  const { actions, startActionId, enrollmentCriteria, goalFilterBranch, suppressionListIds } = body;
  const leaving = body.unEnrollmentSetting;
  return [
    `${body.isEnabled ? 'on' : 'off'}, ${tellDoor(enrollmentCriteria)}`,
    ...(goalFilterBranch ? [`goal: ${tellFilters(goalFilterBranch)}`] : []),
    ...(suppressionListIds.length > 0 ? [`suppresses list ${suppressionListIds}`] : []),
    ...(leaving ? [`takes out of ${leaving.type === 'ALL' ? 'all others' : leaving.flowIds}`] : []),
    ...(body.timeWindows ? [`hours: ${JSON.stringify(body.timeWindows)}`] : []),
    `starts at ${startActionId ?? 'nothing'}`,
    ...actions.map((action: Body) => `${action.actionId} ${tellAction(action)}`),
  ].join('\n       ');
}

export function tellFilters(branch: Body): string {
  const parts = [...branch.filters.map(tellFilter), ...branch.filterBranches.map(tellFilters)];
  const word = branch.filterBranchType === 'OR' ? ' or ' : ' and ';
  return parts.length === 1 ? parts[0] : `(${parts.join(word)})`;
}

function tellFilter({ filterType, listId, operator, property, operation }: Body): string {
  if (filterType === 'IN_LIST') return `${operator} ${listId}`;
  return `${property} ${operation.operator} ${operation.values ?? operation.value ?? ''}`.trim();
}

function tellDoor(criteria: Body): string {
  const again = criteria.shouldReEnroll ? ', again' : '';
  switch (criteria.type) {
    case 'LIST_BASED': {
      const triggers = criteria.reEnrollmentTriggersFilterBranches.map(tellFilters).join(', ');
      const lost = criteria.unEnrollObjectsNotMeetingCriteria ? ', leaves when lost' : '';
      return `when ${tellFilters(criteria.listFilterBranch)}${again} ${triggers}${lost}`;
    }
    case 'EVENT_BASED': {
      const events = criteria.eventFilterBranches.map(tellEvent);
      const joins = criteria.listMembershipFilterBranches.map((each: Body) => `joins ${tellFilters(each)}`);
      const gate = criteria.refinementCriteria ? ` if ${tellFilters(criteria.refinementCriteria)}` : '';
      return `when ${[...events, ...joins].join(' or ')}${gate}${again}`;
    }
    default:
      return `by hand${again}`;
  }
}

function tellEvent({ eventTypeId, filters }: Body): string {
  return `${eventTypeId === '4-96000' ? 'page' : 'change'} [${filters.map(tellFilter).join(', ')}]`;
}

function tellAction(action: Body): string {
  const { type, fields = {}, actionTypeId, connection, defaultBranch } = action;
  const to = (way: Body | undefined) => (way ? `→ ${way.nextActionId}` : '→ end');
  if (type === 'LIST_BRANCH') {
    const ways = action.listBranches.map(
      (each: Body) => `${tellFilters(each.filterBranch)} ${to(each.connection)}`,
    );
    return `branch: ${[...ways, `else ${to(defaultBranch)}`].join('; ')}`;
  }
  if (type === 'STATIC_BRANCH') {
    const ways = action.staticBranches.map((each: Body) => `${each.branchValue} ${to(each.connection)}`);
    return `branch on ${JSON.stringify(action.inputValue)}: ${[...ways, `else ${to(defaultBranch)}`].join('; ')}`;
  }
  return `${actionTypeId} ${tellFields(fields)} ${to(connection)}`;
}

function tellFields({ event_filter_branches: events, ...fields }: Body): string {
  const awaited = events ? `for ${events.map(tellEvent).join(' or ')} ` : '';
  return `${awaited}${JSON.stringify(fields)}`;
}
