import { createInterface } from 'node:readline/promises';
import { UsageError } from '../usage-error.ts';

/** Asks at the terminal; where there is none, `--yes` has to say it. */
export async function isAgreed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError('Nobody can be asked here: say --yes to have it done.');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
}
