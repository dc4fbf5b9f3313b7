import { call, callText } from '../../api/index.ts';
import { parseRaw, type RawFlow } from '../../flow-body/index.ts';

/** The body of a flow, digit for digit. */
export async function loadFlow(flowId: string, signal?: AbortSignal): Promise<RawFlow> {
  return parseRaw(
    await callText('GET /automation/v4/flows/{flowId}', { path: { flowId } }, signal),
  ) as RawFlow;
}

/** Enrolls whoever meets the filters by now, in the background. */
export async function enrollMatching(flowId: string): Promise<void> {
  await call('POST /millrace/v1/flows/{flowId}/enrollments', { path: { flowId }, body: { matching: true } });
}
