import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { applyPlan } from '../cli/files/apply.ts';
import { type FlowFile, problemsOf, readFlowFile, readFolder } from '../cli/files/folder.ts';
import { IdMap } from '../cli/files/id-map.ts';
import { planFor } from '../cli/files/plan.ts';
import type { Target } from '../cli/target/target.ts';
import type { AppliedFlows } from './references.ts';

/** The flows of a folder of files, or the one of a file: `./flows`, from where the process runs, or a URL. Fails where there are none. */
export async function flowFilesAt(place: string | URL): Promise<readonly FlowFile[]> {
  const at = typeof place === 'string' ? path.resolve(place) : fileURLToPath(place);
  const found = await stat(at).catch(() => undefined);
  if (!found) throw new Error(`There are no flows at ${at}: neither a folder nor a file is there.`);
  if (found.isFile())
    return [
      await readFlowFile(path.dirname(at), path.basename(at)).catch((error: Error) => {
        throw new Error(problemsOf(at, error).join('\n'));
      }),
    ];
  const files = await readFolder(at);
  if (files.length > 0) return files;
  throw new Error(`There are no flows in ${at}: none of its files ends with .flow.json or .flow.yaml.`);
}

/**
 * Makes an account be as files say; flows that are in none of them are left. What the flows name in place of ids is found by its name. Fails, before
 * anything is made, with all that the account lacks and all that is wrong with the files.
 */
export async function applyFlows(target: Target, files: readonly FlowFile[]): Promise<AppliedFlows> {
  const planning = await planFor(target, files, new IdMap(undefined, {}), false);
  const { problems } = planning.plan;
  if (problems.length > 0)
    throw new Error(['The flows cannot be applied:', ...problems.map((each) => `  ${each}`)].join('\n'));
  const made = new Map<string, string>();
  await applyPlan(target, planning, new AbortController().signal, (step, id) => {
    if (step.kind !== 'DELETE') made.set(step.file.name, id);
  });
  return Object.fromEntries(
    files.map(({ name }) => [name, { id: made.get(name) ?? planning.idOf({ kind: 'flow', name })! }]),
  );
}
