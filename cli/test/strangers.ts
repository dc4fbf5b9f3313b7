import type { Millrace } from '../../server/test/support/millrace.ts';
import type { FullPortal } from './full-portal.ts';

/** What an account has of its own under ids that the full one has given to other things: it must not be taken for those. */
export async function fillWithStrangers(target: Millrace, { owner, renewals }: FullPortal): Promise<void> {
  await target.post('/millrace/v1/owners', { email: STRANGERS.owner, id: owner });
  await target.post('/crm/v3/pipelines/deals', {
    pipelineId: renewals.id,
    label: STRANGERS.pipeline,
    displayOrder: 9,
    stages: renewals.stages.map(({ id }, displayOrder) => ({
      stageId: id,
      label: `${STRANGERS.pipeline} ${id}`,
      displayOrder,
      metadata: { probability: '0.5' },
    })),
  });
  // Of the same name, and another id.
  await target.post('/millrace/v1/subscription-types', { name: 'Newsletter', id: '990022' });
}

/** How those are called. */
export const STRANGERS = { owner: 'stranger@engines.example', pipeline: 'Partners' };
