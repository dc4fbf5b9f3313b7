import { isObject, parseRaw } from '@millrace/core/raw';
import { findFlow } from '../support/find-flow.ts';
import { chooseTarget } from '../target/choose.ts';
import type { Side } from './compare.ts';
import { inOrder } from './flow-file.ts';
import { readFolder } from './folder.ts';
import { readAsFiles } from './pull.ts';

/** The word for the files. */
export const FILES = 'files';

/**
 * What is to be compared: `files`, a profile, or one revision of a flow (`Welcome@3`, of the server that `profile` names). Names stand in place of ids
 * wherever things have some, so that two servers can be compared.
 */
export async function readSide(
  said: string,
  { folder, profile }: { readonly folder: string; readonly profile: string | undefined },
): Promise<Side> {
  if (said === FILES)
    return new Map((await readFolder(folder)).map(({ name, body }) => [name, inOrder(body)]));
  const [, flow, revisionId] = /^(.+)@(\d+)$/.exec(said) ?? [];
  if (flow !== undefined && revisionId !== undefined) {
    const target = await chooseTarget(profile);
    const flowId = await findFlow(target, flow);
    const text = await target.callText('GET /millrace/v1/flows/{flowId}/revisions/{revisionId}', {
      path: { flowId, revisionId },
    });
    const answer = parseRaw(text);
    const body = isObject(answer) && isObject(answer['flow']) ? answer['flow'] : answer;
    if (!isObject(body)) throw new Error(`${target.says} has answered with something that is no flow.`);
    // Two revisions of a flow are compared whatever it was called.
    return new Map([[`flow ${flowId}`, inOrder(body)]]);
  }
  const { files } = await readAsFiles(await chooseTarget(said), []);
  return new Map(files.map(({ name, body }) => [name, body]));
}
