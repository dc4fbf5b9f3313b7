import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathOf } from '@millrace/core/problem';
import type { RawObject } from '@millrace/core/raw';
import { findFlow } from '../support/find-flow.ts';
import type { Target } from '../target/target.ts';
import { Directory } from './directory.ts';
import { type FlowText, formatOf, readFlowText } from './flow-file.ts';
import { problemsOf } from './folder.ts';
import { readMap } from './id-map.ts';
import { referencesIn, withIds } from './named.ts';
import { Resolver } from './resolver.ts';

/** What is meant: a flow of the server by its id or name, or the body in a file of JSON or YAML, digit for digit. */
export type MeantFlow = { readonly flowId: string } | { readonly body: RawObject };

/**
 * A file is named by a path, or ends with `.json`, `.yaml` or `.yml`. Fails where there is no such flow, for a file that is neither, by its name and what
 * is wrong with it, and for names in place of ids that nothing on the server bears.
 */
export async function readFlow(target: Target, named: string): Promise<MeantFlow> {
  if (formatOf(named) === undefined && !/[\\/]/.test(named)) return { flowId: await findFlow(target, named) };
  const text = await readFile(named, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      error.code === 'ENOENT' ? `There is no file ${named}.` : `${named} cannot be read: ${error.message}`,
    );
  });
  return { body: await withIdsOf(target, named, parse(named, text)) };
}

function parse(file: string, text: string): FlowText {
  try {
    return readFlowText(text, formatOf(file) ?? 'json');
  } catch (error) {
    throw new Error(problemsOf(file, error as Error).join('\n'));
  }
}

/** As the server knows things: by the map beside the file where that is true, else by their names. */
async function withIdsOf(target: Target, file: string, { body, placeOf }: FlowText): Promise<RawObject> {
  const references = referencesIn(body);
  if (references.length === 0) return withIds(body, ({ name }) => name);
  const map = await readMap(path.dirname(file));
  const things = await new Directory(target).load(references.map(({ kind }) => kind));
  const resolver = new Resolver(target, map, things, new Set());
  const problems = references.flatMap((reference) => {
    const problem = resolver.problemOf(reference);
    if (problem === undefined) return [];
    const place = placeOf(reference.path);
    const at = place ? `${file}:${place.line}:${place.column}` : file;
    return [`${at}, ${pathOf(reference.path)}: ${problem}`];
  });
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return withIds(body, (reference) => resolver.idOf(reference)!);
}
