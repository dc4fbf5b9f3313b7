import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RawObject } from '@millrace/core/raw';
import { fileNameOf, printFlow, readFlow, SUFFIX } from './flow-file.ts';

/** A flow as it stands in a file. */
export interface FlowFile {
  /** Within the folder. */
  readonly file: string;
  readonly name: string;
  readonly body: RawObject;
}

/** Files that cannot be read, or that disagree; each with what is wrong. */
export class FolderError extends Error {
  override readonly name = 'FolderError';
}

/** The flows of a folder, by the names of their files. Fails for all that is wrong at once: what is unreadable, and two files of one name. */
export async function readFolder(folder: string): Promise<readonly FlowFile[]> {
  const files = (await namesIn(folder)).filter((file) => file.endsWith(SUFFIX)).toSorted();
  const problems: string[] = [];
  const flows: FlowFile[] = [];
  for (const file of files) {
    const text = await readFile(path.join(folder, file), 'utf8');
    try {
      const body = readFlow(text);
      const other = flows.find(({ name }) => name === body.name);
      if (other)
        problems.push(`${file} and ${other.file} are both of the flow ${JSON.stringify(body.name)}.`);
      else flows.push({ file, name: body.name, body });
    } catch (error) {
      problems.push(`${path.join(folder, file)} cannot be read: ${(error as Error).message}.`);
    }
  }
  if (problems.length > 0) throw new FolderError(problems.join('\n'));
  return flows;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

/**
 * Writes flows into their files: where one of the name is there, into that, else into a new one. What is the same already is left alone. Each
 * file is written whole or not at all. Returns those that were written.
 */
export async function writeFlows(
  folder: string,
  known: readonly FlowFile[],
  flows: readonly { readonly name: string; readonly body: RawObject }[],
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const taken = new Set(known.map(({ file }) => file));
  const written: string[] = [];
  for (const { name, body } of flows) {
    const before = known.find((each) => each.name === name);
    const file = before?.file ?? freeName(fileNameOf(name), taken);
    taken.add(file);
    const text = printFlow(body);
    if (
      before &&
      printFlow(before.body) === text &&
      (await readFile(path.join(folder, file), 'utf8')) === text
    )
      continue;
    await writeWhole(path.join(folder, file), text);
    written.push(file);
  }
  return written;
}

function freeName(file: string, taken: ReadonlySet<string>): string {
  const stem = file.slice(0, -SUFFIX.length);
  let name = file;
  for (let number = 2; taken.has(name); number++) name = `${stem}-${number}${SUFFIX}`;
  return name;
}

/** A reader sees the old text or the new one; a full disk leaves the old one. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const incoming = `${file}.${process.pid}`;
  try {
    await writeFile(incoming, text);
    await rename(incoming, file);
  } catch (error) {
    await rm(incoming, { force: true });
    throw error;
  }
}
