import { callText } from '../../api/index.ts';
import { parseRaw, type RawFlow } from '../raw/index.ts';

/** The body of a flow, digit for digit. */
export async function loadFlow(flowId: string, signal?: AbortSignal): Promise<RawFlow> {
  return parseRaw(
    await callText('GET /automation/v4/flows/{flowId}', { path: { flowId } }, signal),
  ) as RawFlow;
}
