import { call, callText } from '../api/index.ts';

/** What the server gave to the flow, and gives to the copy anew. */
const GIVEN = ['id', 'revisionId', 'createdAt', 'updatedAt', 'crmObjectCreationStatus', 'uuid'];

/** Makes a copy that is turned off, and answers with its id. Whatever members the flow has, and all digits of its numbers, come along. */
export async function cloneFlow(flowId: string): Promise<string> {
  const text = await callText('GET /automation/v4/flows/{flowId}', { path: { flowId } });
  const body = parseExactly(text);
  for (const member of GIVEN) delete body[member];
  const copy = { ...body, name: `Copy of ${String(body['name'] ?? `flow ${flowId}`)}`, isEnabled: false };
  const made = await call('POST /automation/v4/flows', { body: JSON.stringify(copy) as never });
  return made.id;
}

/** Numbers stay as they are written, where the browser can keep them so. */
function parseExactly(text: string): Record<string, unknown> {
  const { rawJSON } = JSON as unknown as { rawJSON?: (text: string) => unknown };
  if (!rawJSON) return JSON.parse(text);
  const keep = (_: string, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' && context?.source !== undefined ? rawJSON(context.source) : value;
  return JSON.parse(text, keep as (key: string, value: unknown) => unknown);
}
