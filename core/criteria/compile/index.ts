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
   * How often SQL reads a text from its beginning to its end for one record, at worst. PostgreSQL looks for one text after another
   * in each value, and is not to be interrupted meanwhile; the predicate looks for all of them at once.
   */
  readonly sqlWork: number;
  /** What cannot be evaluated, and why; such parts never make the whole met. */
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

/** The filters of a UNIFIED_EVENTS branch, asked of one occurrence; its verb and refinements are of no concern here. */
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

/** `unknownAs`: what a part that cannot be evaluated counts as. */
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
