/** Why a record meets criteria or does not: the tree again, with the record's values and a verdict at every place. */
import type { EpochMillis } from '../../time/index.ts';
import { iso } from '../../time/index.ts';
import { compileCondition } from '../compile/condition.ts';
import { compilationOf, compileEvent } from '../compile/index.ts';
import type { Compilation } from '../compile/node.ts';
import type { Condition } from '../condition.ts';
import type { CriteriaContext } from '../context.ts';
import { Effort, MAX_OPERATIONS, TooMuchWork } from '../effort.ts';
import { presentValue } from '../leaf.ts';
import { filterMeaning, meaningOf } from '../meaning.ts';
import type { Operation } from '../operation.ts';
import type { AssociationSpec, Bearer, EventOccurrence, Subject } from '../subject.ts';
import type {
  AssociationBranch,
  Branch,
  Criteria,
  Filter,
  PropertyAssociationBranch,
  UnifiedEventsBranch,
} from '../tree.ts';
import { canTurn } from './can-turn.ts';
import type { BranchExplanation, CriteriaExplanation, FilterExplanation, Verdict } from './explanation.ts';
import { turnsAt } from './turns-at.ts';

/** Associated records and events shown, at most. */
const SHOWN = 10;

/** Asks the criteria of a record, with their reads already loaded, as `met` does. */
export function explainCriteria(
  criteria: Criteria,
  context: CriteriaContext,
  subject: Subject,
  now: EpochMillis,
): CriteriaExplanation {
  const asked: Asked = {
    context,
    subject,
    now,
    purse: new Effort(EXPLANATION_OPERATIONS),
    turningPurse: new Effort(EXPLANATION_OPERATIONS),
  };
  const holdsUntil = holdsUntilOf(criteria, asked);
  if (criteria.filterBranchType !== 'EMPTY') {
    const explained = explainBranch(criteria, asked);
    return { ...explained, ...turningOf(meaningOf(criteria), explained.verdict, asked), holdsUntil };
  }
  const { path, filterBranchType } = criteria;
  return { path, filterBranchType, verdict: 'NOT_MET', filters: [], filterBranches: [], holdsUntil };
}

/** Asks every place of the tree by itself, at the cost of a question at most, all from one purse. */
const EXPLANATION_OPERATIONS = 5 * MAX_OPERATIONS;

interface Asked {
  readonly context: CriteriaContext;
  readonly subject: Subject;
  readonly now: EpochMillis;
  readonly purse: Effort;
  /** Apart, so that no verdict is missing for what might turn another. */
  readonly turningPurse: Effort;
}

/** Null also when it takes too much work to tell; the verdict then says so. */
function holdsUntilOf(criteria: Criteria, { context, subject, now, purse }: Asked): string | null {
  const compiled = compileCondition(
    meaningOf(criteria),
    compilationOf(context, new Effort(MAX_OPERATIONS, purse)),
    false,
  );
  try {
    const until = compiled.holdsUntil?.(subject, now) ?? Number.POSITIVE_INFINITY;
    return Number.isFinite(until) ? iso(until) : null;
  } catch (error) {
    if (error instanceof TooMuchWork) return null;
    throw error;
  }
}

function explainBranch(branch: Branch, asked: Asked): BranchExplanation {
  const { path, filterBranchType } = branch;
  const meaning = meaningOf(branch);
  const found = verdictOn(meaning, asked);
  const shared = { path, filterBranchType, ...found };
  switch (branch.filterBranchType) {
    case 'UNIFIED_EVENTS':
      return {
        ...shared,
        ...turningOf(meaning, found.verdict, asked),
        operator: branch.operator,
        ...explainEvents(branch, asked),
      };
    case 'ASSOCIATION':
    case 'PROPERTY_ASSOCIATION':
      return {
        ...shared,
        ...turningOf(meaning, found.verdict, asked),
        operator: branch.operator,
        ...explainAssociated(branch, associationOf(branch), asked),
      };
    default:
      return { ...shared, ...explainParts(branch, asked) };
  }
}

function associationOf(branch: AssociationBranch | PropertyAssociationBranch): AssociationSpec {
  const { objectTypeId } = branch;
  if (branch.filterBranchType === 'PROPERTY_ASSOCIATION')
    return { objectTypeId, property: branch.propertyWithObjectId };
  return { objectTypeId, category: branch.associationCategory, typeId: branch.associationTypeId };
}

interface Parts {
  readonly filters: readonly Filter[];
  readonly filterBranches: readonly Branch[];
}

function explainParts({ filters, filterBranches }: Parts, asked: Asked) {
  return {
    filters: filters.map((filter) => explainFilter(filter, asked)),
    filterBranches: filterBranches.map((branch) => explainBranch(branch, asked)),
  };
}

function explainFilter(filter: Filter, asked: Asked): FilterExplanation {
  const { path, filterType, ...rest } = filter;
  const meaning = filterMeaning(filter);
  const found = verdictOn(meaning, asked);
  const verdict = { ...found, ...turningOf(meaning, found.verdict, asked) };
  if (filter.filterType !== 'PROPERTY') {
    const { operator, ...wanted } = { operator: undefined, ...rest };
    return { path, filterType, ...(operator === undefined ? {} : { operator }), wanted, ...verdict };
  }
  return {
    path,
    filterType,
    ...explainOperation(filter.property, filter.operation, asked.subject),
    ...verdict,
  };
}

function explainOperation(property: string, operation: Operation, bearer: Bearer) {
  const { operationType, operator, ...wanted } = operation;
  const valueAt = (name: string) => presentValue(bearer, name) ?? null;
  const other = 'comparisonPropertyName' in operation ? operation.comparisonPropertyName : undefined;
  const comparedWith =
    other === undefined ? {} : { comparedWith: { property: other, value: valueAt(other) } };
  return {
    property,
    operator,
    wanted: { operationType, ...wanted },
    value: valueAt(property),
    ...comparedWith,
  };
}

/** One occurrence under an event branch: the filters, with its values. */
export interface EventExplanation {
  readonly path: string;
  readonly verdict: Verdict;
  readonly filters: readonly FilterExplanation[];
}

/** Asks an event branch of one occurrence, refinements apart. */
export function explainEvent(
  branch: UnifiedEventsBranch,
  context: CriteriaContext,
  occurrence: EventOccurrence,
  now: EpochMillis,
): EventExplanation {
  return {
    path: branch.path,
    verdict: verdictOnEvent(branch, branch.filters, context)([occurrence], now),
    filters: branch.filters.map((filter) => ({
      path: filter.path,
      filterType: filter.filterType,
      ...explainOperation(filter.property, filter.operation, occurrence),
      verdict: verdictOnEvent(branch, [filter], context)([occurrence], now),
    })),
  };
}

/** Met when some occurrence satisfies the filters. */
function verdictOnEvent(
  branch: UnifiedEventsBranch,
  filters: UnifiedEventsBranch['filters'],
  context: CriteriaContext,
) {
  const event = compileEvent({ ...branch, filters }, context);
  return (occurrences: readonly EventOccurrence[], now: EpochMillis): Verdict => {
    if (event.problems.length > 0) return 'UNKNOWN';
    return occurrences.some((each) => event.met(each, now)) ? 'MET' : 'NOT_MET';
  };
}

/** Each filter by itself is met when some occurrence satisfies it. */
function explainEvents(branch: UnifiedEventsBranch, { context, subject, now }: Asked) {
  const latest = [...(subject.events?.(branch.eventTypeId) ?? [])].sort(
    (a, b) => b.occurredAt - a.occurredAt,
  );
  const verdictOnAll = verdictOnEvent(branch, branch.filters, context);
  return {
    filters: branch.filters.map((filter): FilterExplanation => {
      const { path, filterType, property, operation } = filter;
      const { operationType, operator, ...wanted } = operation;
      const verdict = verdictOnEvent(branch, [filter], context)(latest, now);
      return { path, filterType, property, operator, wanted: { operationType, ...wanted }, verdict };
    }),
    filterBranches: [],
    events: latest
      .slice(0, SHOWN)
      .map((each) => ({ occurredAt: iso(each.occurredAt), verdict: verdictOnAll([each], now) })),
  };
}

function explainAssociated(parts: Parts, association: AssociationSpec, around: Asked) {
  const { context, subject } = around;
  const { objectTypeId } = association;
  const others = subject.associated?.(association) ?? [];
  const { filters, filterBranches } = parts;
  const all: Criteria = { filterBranchType: 'AND', path: '', filters, filterBranches };
  const none = filters.length === 0 && filterBranches.length === 0;
  return {
    filters: [],
    filterBranches: [],
    associatedCount: others.length,
    associated: others.slice(0, SHOWN).map((other) => {
      const asked: Asked = { ...around, context: { ...context, objectTypeId }, subject: other };
      const { verdict } = none ? { verdict: 'MET' as const } : verdictOn(meaningOf(all), asked);
      return { objectTypeId, id: other.id, verdict, ...explainParts(parts, asked) };
    }),
  };
}

/** What can turn a verdict that is known; nothing is said where that takes too much work. */
function turningOf(
  condition: Condition,
  verdict: Verdict,
  { context, subject, now, turningPurse }: Asked,
): { turnsAt?: string; isLasting?: true } {
  if (verdict === 'UNKNOWN') return {};
  const nodeOf = (part: Condition) =>
    compileCondition(part, compilationOf(context, new Effort(MAX_OPERATIONS, turningPurse)), false);
  try {
    const at = turnsAt(nodeOf(condition), subject, now);
    const isMet = (part: Condition) => nodeOf(part).met(subject, now);
    return {
      ...(at === null ? {} : { turnsAt: iso(at) }),
      ...(canTurn(condition, verdict !== 'MET', { subject, isMet }) ? {} : { isLasting: true }),
    };
  } catch (error) {
    if (error instanceof TooMuchWork) return {};
    throw error;
  }
}

/** The verdicts with the unknown as not met and as met; UNKNOWN if they differ. */
function verdictOn(
  condition: Condition,
  { context, subject, now, purse }: Asked,
): { verdict: Verdict; reason?: string } {
  const compilation = compilationOf(context, new Effort(MAX_OPERATIONS, purse));
  try {
    return verdictFrom(condition, compilation, subject, now);
  } catch (error) {
    if (error instanceof TooMuchWork) return { verdict: 'UNKNOWN', reason: error.message };
    throw error;
  }
}

function verdictFrom(
  condition: Condition,
  compilation: Compilation,
  subject: Subject,
  now: EpochMillis,
): { verdict: Verdict; reason?: string } {
  const surely = compileCondition(condition, compilation, false).met(subject, now);
  const possibly = compileCondition(condition, compilation, true).met(subject, now);
  if (surely === possibly) return { verdict: surely ? 'MET' : 'NOT_MET' };
  return { verdict: 'UNKNOWN', reason: compilation.problems.map((problem) => problem.message).join(' ') };
}
