import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A file, or the parts of a file between markers, that the source determines. */
export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  /** What it should be, given what it is. */
  readonly render: (current: string) => string;
}

/** Those that are not what they should be. */
export async function staleFiles(files: readonly GeneratedFile[]): Promise<GeneratedFile[]> {
  const stale: GeneratedFile[] = [];
  for (const file of files) {
    const current = await read(file.path);
    if (file.render(current) !== current) stale.push(file);
  }
  return stale;
}

export async function writeFiles(files: readonly GeneratedFile[]): Promise<void> {
  for (const file of files) {
    await mkdir(path.dirname(path.join(ROOT, file.path)), { recursive: true });
    await writeFile(path.join(ROOT, file.path), file.render(await read(file.path)));
  }
}

/** The text with the part between `<!-- name -->` and `<!-- /name -->` replaced. */
export function between(text: string, name: string, part: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, end] = [text.indexOf(open), text.indexOf(close)];
  if (start < 0 || end < start) throw new Error(`There are no markers ${open} and ${close} in this order.`);
  return `${text.slice(0, start + open.length)}\n${part.trim()}\n${text.slice(end)}`;
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

export async function read(file: string): Promise<string> {
  return readFile(path.join(ROOT, file), 'utf8').catch(() => '');
}
