import { loadPrograms } from '../flows/index.ts';
import type { Unit } from '../history/index.ts';
import { invalid, notFound } from '../platform/index.ts';
import { type FlowTriggers, flowReader, loadReaders, loadTriggerContext } from '../triggers/index.ts';

/** The triggers of a flow, on or off. 404 without the flow. */
export async function triggersOf(unit: Unit, flowId: string): Promise<FlowTriggers> {
  const { tx, account } = unit;
  const program = (await loadPrograms(tx, account, [flowId])).get(flowId);
  if (!program) throw notFound(`There is no flow ${flowId}.`);
  const readers = await loadReaders(tx, account);
  const reader = readers.reader('FLOW', flowId);
  if (reader?.reader === 'FLOW') return reader.triggers;
  const contextOf = await loadTriggerContext(tx, account, readers.listIds);
  return flowReader(program, contextOf(program.objectTypeId)).triggers;
}

/** Triggers that can be asked of every record: filters, or a schedule with filters or without. */
export type Filtering = Extract<FlowTriggers, { kind: 'CRITERIA' | 'SCHEDULE' }>;

export function hasFilters(triggers: FlowTriggers): triggers is Filtering {
  return triggers.kind === 'CRITERIA' || triggers.kind === 'SCHEDULE';
}

/** The same, of a flow with criteria that can be asked of every record; 400 for others. */
export async function criteriaOf(unit: Unit, flowId: string): Promise<Filtering> {
  const triggers = await triggersOf(unit, flowId);
  if (hasFilters(triggers)) return triggers;
  throw invalid([
    {
      path: '',
      code: 'NO_CRITERIA',
      message: `The flow ${flowId} has no filters that records could meet: it is entered by events or by hand.`,
    },
  ]);
}
