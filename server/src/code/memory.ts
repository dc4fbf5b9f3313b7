import { readFileSync } from 'node:fs';

/**
 * Megabytes that a process and its children hold for themselves; null where the system does not tell. Read at once and not in
 * turns: it takes microseconds, and what it watches may grow by a gigabyte a second.
 */
export function memoryMbOf(pid: number): number | null {
  const status = read(`/proc/${pid}/status`);
  if (status === null) return null;
  const own = kilobytes(status, 'RssAnon') + kilobytes(status, 'RssShmem');
  const children = (read(`/proc/${pid}/task/${pid}/children`) ?? '').trim();
  const theirs = children === '' ? [] : children.split(' ').map((child) => memoryMbOf(Number(child)) ?? 0);
  return theirs.reduce((sum, each) => sum + each, own / 1_024);
}

function kilobytes(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0);
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
