import { readFile } from 'node:fs/promises';
import type { Target } from '../target/target.ts';
import { findFlow } from './find-flow.ts';

/** A flow that is not saved, as a file has it. */
export type FlowBody = Readonly<Record<string, unknown>>;

/** What is meant: a flow of the server by its id or name, or the body in a file of JSON, which is named by a path or ends with `.json`. */
export type MeantFlow = { readonly flowId: string } | { readonly body: FlowBody };

/** Fails where there is no such flow, and for a file that is no JSON, by its name and what is wrong with it. */
export async function readFlow(target: Target, named: string): Promise<MeantFlow> {
  if (!/\.json$|[\\/]/i.test(named)) return { flowId: await findFlow(target, named) };
  const text = await readFile(named, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      error.code === 'ENOENT' ? `There is no file ${named}.` : `${named} cannot be read: ${error.message}`,
    );
  });
  return { body: parse(named, text) };
}

function parse(file: string, text: string): FlowBody {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is no JSON: ${(error as Error).message}`);
  }
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  throw new Error(`${file} has no flow: it must be an object with actions.`);
}
