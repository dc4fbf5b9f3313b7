import type { Answer } from '@millrace/client';
import { TargetFailure } from '../../target/failure.ts';
import { bring, isOfOneThing } from '../bring.ts';
import { type Importing, NOT_YET, type RecordType } from '../importing.ts';
import { recordTypes } from '../record-types.ts';

type Pipeline = Answer<'GET /crm/v3/pipelines/{objectType}'>['results'][number];
type Stage = Pipeline['stages'][number];

/** Types that have no pipelines that can be asked for. */
const WITHOUT = new Set(['0-1', '0-2']);

/** Pipelines and stages, which keep their ids where those are free: they stand in records as values. */
export async function bringPipelines(importing: Importing): Promise<void> {
  for (const type of await recordTypes(importing))
    if (!WITHOUT.has(type.sourceId)) await bringPipelinesOf(importing, type);
}

async function bringPipelinesOf(
  importing: Importing,
  { name, sourceId, targetId }: RecordType,
): Promise<void> {
  const { source, target, state } = importing;
  const pipelines = await pipelinesOf(source, sourceId);
  const there = targetId === undefined ? [] : await pipelinesOf(target, targetId);
  for (const pipeline of pipelines) {
    const { id, label, displayOrder, stages } = pipeline;
    let made: Pipeline | undefined;
    const found = await bring(importing, {
      choice: 'pipelines',
      what: 'pipelines',
      coming: { kind: 'pipeline', id, name: label },
      ids: 'KEPT',
      there: there.map((each) => ({ ...each, name: each.label })),
      make: async () => {
        const path = { objectType: targetId! };
        made = await withOrWithoutIds((ids) =>
          target.call('POST /crm/v3/pipelines/{objectType}', {
            path,
            body: {
              ...(ids === 'KEPT' ? { pipelineId: id } : {}),
              label,
              displayOrder,
              stages: stages.map((stage) => bodyOf(stage, ids)),
            },
          }),
        );
        return made.id;
      },
    });
    if (found) await bringStages(importing, { name, targetId: targetId!, stages, found });
    else
      for (const stage of stages) {
        const same =
          made?.stages.find((each) => each.id === stage.id) ??
          made?.stages.find((each) => each.label === stage.label);
        if (same) state.note('stage', stage.id, same.id);
        else if (importing.mode === 'LOOK') state.note('stage', stage.id, NOT_YET);
      }
  }
}

interface Stages {
  readonly name: string;
  readonly targetId: string;
  readonly stages: readonly Stage[];
  readonly found: Pipeline;
}

async function bringStages(importing: Importing, { targetId, stages, found }: Stages): Promise<void> {
  for (const stage of stages)
    await bring(importing, {
      choice: 'pipelines',
      what: 'stages',
      coming: { kind: 'stage', id: stage.id, name: stage.label },
      ids: 'KEPT',
      there: found.stages.map((each) => ({ ...each, name: each.label })),
      differences: ({ label, metadata }) =>
        label === stage.label && sameMetadata(metadata, stage.metadata)
          ? []
          : [`here it is ${JSON.stringify(label)} with ${JSON.stringify(metadata)}`],
      make: async () => {
        const path = { objectType: targetId, pipelineId: found.id };
        const call = 'POST /crm/v3/pipelines/{objectType}/{pipelineId}/stages';
        const made = await withOrWithoutIds((ids) =>
          importing.target.call(call, { path, body: bodyOf(stage, ids) }),
        );
        return made.id;
      },
    });
}

/** With the ids of the source; where those are others' here, which only the refusal tells for sure, with new ones. */
async function withOrWithoutIds<T>(make: (ids: 'KEPT' | 'NEW') => Promise<T>): Promise<T> {
  try {
    return await make('KEPT');
  } catch (error) {
    if (!isOfOneThing(error)) throw error;
    return await make('NEW');
  }
}

/** What of a stage is more than its name: how likely a deal is won, and whether a ticket is closed. */
function sameMetadata(a: Stage['metadata'], b: Stage['metadata']): boolean {
  return ['probability', 'ticketState'].every(
    (member) => a[member] === b[member] || Number(a[member]) === Number(b[member]),
  );
}

function bodyOf({ id, label, displayOrder, metadata }: Stage, ids: 'KEPT' | 'NEW') {
  // The original answers the flag that it derives, and refuses it.
  const { isClosed: _, ...given } = metadata;
  return { ...(ids === 'KEPT' ? { stageId: id } : {}), label, displayOrder, metadata: given };
}

/** Types without pipelines may answer none, or that they have none. */
async function pipelinesOf(target: Importing['source'], objectType: string): Promise<readonly Pipeline[]> {
  try {
    const { results } = await target.call('GET /crm/v3/pipelines/{objectType}', { path: { objectType } });
    return results.filter(({ archived }) => !archived);
  } catch (error) {
    if (error instanceof TargetFailure && (error.status === 400 || error.status === 404)) return [];
    throw error;
  }
}
