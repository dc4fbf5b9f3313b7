import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Path, RawObject } from '@millrace/core/raw';
import {
  type Format,
  flowFormatOf,
  formatOf,
  nameOf,
  printFlow,
  readFlowText,
  rewriteFlow,
  stemOf,
} from './flow-file.ts';
import { YamlError } from './yaml/read.ts';

/** A flow as it stands in a file. */
export interface FlowFile {
  /** Within the folder. */
  readonly file: string;
  readonly name: string;
  readonly body: RawObject;
  /** Where a member stands, as messages name it: `welcome.flow.yaml:12:5`; the file alone where it is of JSON. */
  at(path: Path): string;
}

/** Files that cannot be read, or that disagree; each with what is wrong. */
export class FolderError extends Error {
  override readonly name = 'FolderError';
}

/** The flows of a folder, by the names of their files. Fails for all that is wrong at once: what is unreadable, and two files of one name. */
export async function readFolder(folder: string): Promise<readonly FlowFile[]> {
  const files = (await namesIn(folder)).filter((file) => flowFormatOf(file) !== undefined).toSorted();
  const problems: string[] = [];
  const flows: FlowFile[] = [];
  for (const file of files) {
    try {
      const flow = await readFlowFile(folder, file);
      const other = flows.find(({ name }) => name === flow.name);
      if (other)
        problems.push(`${file} and ${other.file} are both of the flow ${JSON.stringify(flow.name)}.`);
      else flows.push(flow);
    } catch (error) {
      problems.push(...problemsOf(path.join(folder, file), error as Error));
    }
  }
  if (problems.length > 0) throw new FolderError(problems.join('\n'));
  return flows;
}

/** The flow of one file. Fails with a YamlError, or with what is wrong with it. */
export async function readFlowFile(folder: string, file: string): Promise<FlowFile> {
  const text = await readFile(path.join(folder, file), 'utf8');
  const { body, placeOf } = readFlowText(text, formatOf(file) ?? 'json');
  const at = (member: Path) => {
    const place = placeOf(member);
    return place ? `${file}:${place.line}:${place.column}` : file;
  };
  return { file, name: nameOf(body), body, at };
}

/** What is wrong with a file, a line each, with its place where that is known. */
export function problemsOf(file: string, error: Error): readonly string[] {
  if (!(error instanceof YamlError)) return [`${file} cannot be read: ${error.message}.`];
  return error.problems.map(
    ({ line, column, message }) => `${file}:${line}:${column} cannot be read: ${message}.`,
  );
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

/**
 * Writes flows into their files: where one of the name is there, into that, else into a new one of the format. What is the same already is left alone.
 * Each file is written whole or not at all. Returns those that were written.
 */
export async function writeFlows(
  folder: string,
  known: readonly Pick<FlowFile, 'file' | 'name'>[],
  flows: readonly { readonly name: string; readonly body: RawObject }[],
  format: Format = 'json',
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const taken = new Set(known.map(({ file }) => stemIn(file)));
  const written: string[] = [];
  for (const { name, body } of flows) {
    const before = known.find((each) => each.name === name)?.file;
    const file = before ?? `${freeStem(stemOf(name), taken)}.flow.${format}`;
    taken.add(stemIn(file));
    const there = before === undefined ? undefined : await readFile(path.join(folder, before), 'utf8');
    const text =
      there === undefined ? printFlow(body, format) : rewriteFlow(there, body, flowFormatOf(file)!);
    if (text === there) continue;
    await writeWhole(path.join(folder, file), text);
    written.push(file);
  }
  return written;
}

function stemIn(file: string): string {
  return file.replace(/\.flow\.[^.]+$/i, '');
}

function freeStem(stem: string, taken: ReadonlySet<string>): string {
  let name = stem;
  for (let number = 2; taken.has(name); number++) name = `${stem}-${number}`;
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
    throw unwritable(file, error as Error);
  }
}

/** What to say of a file that is not written: a full disk, no right to write there. */
export function unwritable(file: string, { message }: Error): Error {
  return new Error(
    `${file} cannot be written (${message}): make room for it, or see to it that it may be written, and run this again.`,
  );
}
