/** Runs the tests and notes which statuses every operation has answered in them: `npm run generate:tested`. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { apiDocument } from './generate/openapi.ts';
import { TESTED_FILE, testedOperations } from './generate/tested.ts';

const folder = await mkdtemp('/tmp/millrace-operations-');
try {
  const env = { ...process.env, MILLRACE_RECORD_OPERATIONS: folder };
  const run = spawnSync('vitest', ['run', 'server/test', '--exclude', 'server/test/crash/**'], {
    env,
    stdio: 'inherit',
  });
  if (run.status !== 0) throw new Error('The tests failed; nothing was noted.');
  const requests = new Set<string>();
  for (const file of await readdir(folder)) {
    for (const line of (await readFile(path.join(folder, file), 'utf8')).split('\n'))
      if (line !== '') requests.add(line);
  }
  const tested = testedOperations(await apiDocument(), requests);
  const lines = Object.entries(tested).map(
    ([name, statuses]) => `  ${JSON.stringify(name)}: ${JSON.stringify(statuses).replaceAll(',', ', ')}`,
  );
  await writeFile(TESTED_FILE, `{\n${lines.join(',\n')}\n}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
