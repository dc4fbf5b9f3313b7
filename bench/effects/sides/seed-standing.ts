import { runDue } from '../../../server/src/execution/index.ts';
import type { Millrace } from '../../place/millrace.ts';

/** Lets contacts into a flow of one action, at which they stand then: one effect each, which nobody has begun. */
export async function seedStanding(
  { call, services, accountId }: Millrace,
  action: Readonly<Record<string, unknown>>,
  objectIds: readonly string[],
): Promise<void> {
  const flow = await call('POST', '/automation/v4/flows', flowOf(action));
  await call('POST', `/millrace/v1/flows/${flow.id}/enrollments`, { objectIds });
  const environment = { store: services.store, log: services.log };
  while ((await runDue(environment, accountId)).enrollments > 0);
}

function flowOf(action: Readonly<Record<string, unknown>>) {
  return {
    name: 'Bench',
    type: 'CONTACT_FLOW',
    flowType: 'WORKFLOW',
    isEnabled: true,
    objectTypeId: '0-1',
    startActionId: '1',
    actions: [{ actionId: '1', ...action }],
    enrollmentCriteria: { type: 'MANUAL', shouldReEnroll: false },
  };
}
