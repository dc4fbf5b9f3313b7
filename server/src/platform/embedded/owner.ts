import { readFile, rm, writeFile } from 'node:fs/promises';

/** States of a process that runs no more: a zombie, dead. */
const ENDED = new Set(['Z', 'X', 'x']);

/** A data directory has one owner: a second process would stop the first one's server. */
export async function takeOwnership(folder: string): Promise<() => Promise<void>> {
  const owner = await ownerOf(folder);
  if (owner !== undefined && owner !== process.pid) {
    throw new Error(
      `Another Millrace (process ${owner}) uses ${folder}. Stop it first, or give this one another MILLRACE_DATA_DIR.`,
    );
  }
  const file = fileOf(folder);
  await writeFile(file, `${process.pid} ${await startTime(String(process.pid))}\n`);
  return () => rm(file, { force: true });
}

/** The process that owns it, if that runs. */
export async function ownerOf(folder: string): Promise<number | undefined> {
  const text = await readFile(fileOf(folder), 'utf8').catch(() => '');
  const [pid, started] = text.trim().split(' ');
  return pid && started !== undefined && (await startTime(pid)) === started ? Number(pid) : undefined;
}

function fileOf(folder: string): string {
  return `${folder}.owner`;
}

/**
 * When a process began, in the kernel's ticks: with it a process id names one process for good. One that has ended, and that its parent
 * has not buried yet, is gone.
 */
async function startTime(pid: string): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat !== undefined) {
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return ENDED.has(state!) ? 'gone' : rest[18]!;
  }
  try {
    process.kill(Number(pid), 0);
    return process.platform === 'linux' ? 'gone' : 'alive';
  } catch {
    return 'gone';
  }
}
