/** Compiles criteria into a predicate over one record in memory. */
import type { Problem } from '../../problem/index.ts';
import type { EpochMillis } from '../../time/index.ts';
import type { CriteriaContext } from '../context.ts';
import { Effort } from '../effort.ts';
import { meaningOf } from '../meaning.ts';
import { type Reads, readsDraft, readsOf } from '../reads.ts';
import type { EventOccurrence, Subject } from '../subject.ts';
import type { Criteria, UnifiedEventsBranch } from '../tree.ts';
import { compileCondition } from './condition.ts';
import { eventLeaves, eventMatches } from './event.ts';
import { type Compilation, NEVER, type Node } from './node.ts';

export interface CompiledCriteria {
  /**
   * Whether the record meets the criteria. Does no I/O; throws when something in `reads` was not loaded, which is a bug, and
   * `TooMuchWork` when it takes too many operations to tell (so does `holdsUntil`).
   */
  met(subject: Subject, now: EpochMillis): boolean;
  /** The earliest instant after now at which time alone can change the answer; Infinity when it never can. */
  holdsUntil(subject: Subject, now: EpochMillis): EpochMillis;
  readonly reads: Reads;
  /**
   * Full readings of a text by SQL for one record, at worst. PostgreSQL searches each value for one text after another, and
   * cannot be interrupted meanwhile; the predicate searches for all at once.
   */
  readonly sqlWork: number;
  /** Parts that cannot be evaluated, and why; they never make the whole met. */
  readonly problems: readonly Problem[];
}

export function compileCriteria(criteria: Criteria, context: CriteriaContext): CompiledCriteria {
  const { node, effort, reads, sqlWork, problems } = compileTree(criteria, context, false);
  return {
    met(subject, now) {
      effort.begin();
      return node.met(subject, now);
    },
    holdsUntil(subject, now) {
      effort.begin();
      return node.holdsUntil?.(subject, now) ?? NEVER;
    },
    reads,
    sqlWork,
    problems,
  };
}

export interface CompiledEvent {
  readonly eventTypeId: string;
  /** Whether one occurrence satisfies the branch's filters. */
  met(event: EventOccurrence, now: EpochMillis): boolean;
  readonly problems: readonly Problem[];
}

/** The filters of a UNIFIED_EVENTS branch, asked of one occurrence; its verb and refinements do not count. */
export function compileEvent(branch: UnifiedEventsBranch, context: CriteriaContext): CompiledEvent {
  const compilation = compilationOf(context);
  const leaves = eventLeaves(branch, compilation);
  const { eventTypeId } = branch;
  return {
    eventTypeId,
    met(event, now) {
      compilation.effort.begin();
      return leaves !== null && eventMatches(event, leaves, now);
    },
    problems: compilation.problems,
  };
}

/** `unknownAs`: the value of a part that cannot be evaluated. */
export function compileTree(
  criteria: Criteria,
  context: CriteriaContext,
  unknownAs: boolean,
): {
  readonly node: Node;
  readonly effort: Effort;
  readonly reads: Reads;
  readonly sqlWork: number;
  readonly problems: readonly Problem[];
} {
  const compilation = compilationOf(context);
  const node = compileCondition(meaningOf(criteria), compilation, unknownAs);
  const { effort, problems } = compilation;
  return { node, effort, reads: readsOf(compilation.reads), sqlWork: compilation.sqlWork.units, problems };
}

export function compilationOf(context: CriteriaContext, effort = new Effort()): Compilation {
  const { objectTypeId } = context;
  return { context, effort, objectTypeId, reads: readsDraft(), sqlWork: { units: 0 }, problems: [] };
}
