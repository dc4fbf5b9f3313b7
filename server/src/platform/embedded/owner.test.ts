import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { until } from '../../../test/support/until.ts';
import { takeOwnership } from './owner.ts';

const fieldsOf = async (pid: number) => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
};

test.runIf(process.platform === 'linux')(
  'an owner that was killed and that nobody has buried yet owns nothing',
  async () => {
    const folder = await mkdtemp('/tmp/millrace-owner-');
    // A process that becomes another program never learns that it had a child.
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const pid = await new Promise<number>((resolve) =>
        parent.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString()))),
      );
      const data = path.join(folder, 'postgres');
      const started = (await fieldsOf(pid))[19];
      await writeFile(`${data}.owner`, `${pid} ${started}\n`);
      await expect(takeOwnership(data)).rejects.toThrow(`Another Millrace (process ${pid})`);
      // As long as it is a shell, it may bury its child yet.
      await until(async () => (await readFile(`/proc/${parent.pid}/comm`, 'utf8')).trim() === 'sleep');
      process.kill(pid, 'SIGKILL');
      await until(async () => (await fieldsOf(pid))[0] === 'Z');
      await (await takeOwnership(data))();
    } finally {
      parent.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    }
  },
);
