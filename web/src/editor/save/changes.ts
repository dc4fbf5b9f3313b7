import {
  actionOf,
  actionsOf,
  idOf,
  type RawFlow,
  type RawObject,
  sameRaw,
  slotsOf,
  without,
} from '../raw/index.ts';
import { type Names, sentenceOf, textOf, typeName } from '../say/index.ts';

/** What an edit of a flow comes to, in sentences. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly id: string;
  readonly text: string;
}

/** Members that the server counts or dates by itself. */
const SILENT = ['actions', 'startActionId', 'nextAvailableActionId', 'revisionId', 'updatedAt'];

const MEMBERS: Readonly<Record<string, string>> = {
  name: 'The name',
  description: 'The description',
  enrollmentCriteria: 'The enrollment',
  enrollmentSchedule: 'The schedule',
  goalFilterBranch: 'The goal',
  suppressionFilterBranch: 'Who stays out',
  suppressionListIds: 'Who stays out',
  timeWindows: 'The hours in which actions run',
  blockedDates: 'The days on which no action runs',
  unEnrollmentSetting: 'Which other flows are left',
};

export function changesBetween(before: RawFlow, after: RawFlow, names: Names): readonly Change[] {
  const said = (action: RawObject) => `${typeName(action)} · ${textOf(sentenceOf(action, names))}`;
  const members = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (member) => !SILENT.includes(member) && !sameRaw(before[member], after[member]),
  );
  const ofFlow = members.map(
    (member): Change => ({ kind: 'changed', id: member, text: `${MEMBERS[member] ?? member} changed.` }),
  );
  const gone = actionsOf(before).filter((action) => !actionOf(after, idOf(action)));
  const ofActions = actionsOf(after).flatMap((action): Change[] => {
    const was = actionOf(before, idOf(action));
    if (!was) return [{ kind: 'added', id: idOf(action), text: said(action) }];
    if (was === action || sameRaw(was, action)) return [];
    const [old, now] = [said(was), said(action)];
    if (old !== now)
      return [{ kind: 'changed', id: idOf(action), text: `${old} → ${textOf(sentenceOf(action, names))}` }];
    const isRewired = sameRaw(withoutEdges(was), withoutEdges(action));
    return [
      { kind: 'changed', id: idOf(action), text: `${now}: ${isRewired ? leadsTo(action) : 'details'}` },
    ];
  });
  return [
    ...ofFlow,
    ...gone.map((action): Change => ({ kind: 'removed', id: idOf(action), text: said(action) })),
    ...ofActions,
  ];
}

function leadsTo(action: RawObject): string {
  const targets = slotsOf(action).flatMap(({ to }) => (to === undefined ? [] : [`#${to}`]));
  return targets.length === 0 ? 'ends the flow now' : `leads to ${[...new Set(targets)].join(', ')} now`;
}

function withoutEdges(action: RawObject): RawObject {
  return without(action, 'connection', 'defaultBranch');
}
