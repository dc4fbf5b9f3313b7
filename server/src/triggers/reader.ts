import {
  type CompiledCriteria,
  type Criteria,
  compileCriteria,
  filterBranchSchema,
  type Reads,
} from '@millrace/core/criteria';
import type { FlowProgram } from '@millrace/core/flow';
import { type Problem, parseWith } from '@millrace/core/problem';
import type { ListRow } from '../lists/index.ts';
import { compileTriggers, type FlowTriggers, type TriggerContext } from './flow-triggers.ts';
import { withKnownLists } from './map-filters.ts';

/** An enabled flow or a dynamic list: both read records. */
export type Reader = FlowReader | ListReader;

interface ReaderBase {
  readonly id: string;
  /** The type of its records. */
  readonly objectTypeId: string;
  /** The reads of its criteria. */
  readonly reads: readonly Reads[];
  /** Its criteria whose answer time alone can change, so that a record enters or leaves. */
  readonly timed: readonly CompiledCriteria[];
  readonly problems: readonly Problem[];
}

export interface FlowReader extends ReaderBase {
  readonly reader: 'FLOW';
  readonly triggers: FlowTriggers;
}

export interface ListReader extends ReaderBase {
  readonly reader: 'LIST';
  /** The last change from before its filters were saved. */
  readonly afterChange: string;
  readonly tree: Criteria;
  readonly criteria: CompiledCriteria;
}

export function flowReader(program: FlowProgram, context: TriggerContext, afterChange?: string): FlowReader {
  const triggers = compileTriggers(program, context, afterChange);
  const deciding = decidingCriteria(triggers);
  const gates =
    triggers.kind === 'EVENT'
      ? [...triggers.joins, ...(triggers.refinement ? [triggers.refinement] : [])]
      : [];
  return {
    reader: 'FLOW',
    id: program.flowId,
    objectTypeId: program.objectTypeId,
    triggers,
    reads: [...deciding, ...gates].map(({ reads }) => reads),
    timed: deciding.filter(({ reads }) => reads.now),
    problems: triggers.problems,
  };
}

/** The filters of a list are checked at the save; a failure to parse them is a bug of ours. */
export function listReader(list: ListRow, context: TriggerContext, afterChange = '0'): ListReader {
  const parsed = parseWith(filterBranchSchema, list.filterBranch);
  if (!parsed.ok)
    throw new Error(`The filters of the list ${list.id} cannot be read: ${parsed.problems[0]?.message}`);
  const tree = withKnownLists(parsed.value, context.isKnownList);
  const criteria = compileCriteria(tree, context);
  return {
    reader: 'LIST',
    id: list.id,
    objectTypeId: list.objectTypeId,
    afterChange,
    tree,
    criteria,
    reads: [criteria.reads],
    timed: criteria.reads.now ? [criteria] : [],
    problems: criteria.problems,
  };
}

/** The criteria evaluated at every change of their reads; the others only open or close a door. */
function decidingCriteria(triggers: FlowTriggers): CompiledCriteria[] {
  const exits = triggers.exits.map(({ criteria }) => criteria);
  if (triggers.kind !== 'CRITERIA') return exits;
  const again = triggers.reEnrollTriggers.flatMap((each) => (each.kind === 'edge' ? [each.criteria] : []));
  return [triggers.criteria, triggers.held, ...again, ...exits];
}
