/** The description is good enough that a client which is generated from it compiles and tells the main job. */
import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const CLIENT = path.join(ROOT, 'examples/typescript-client');
const STORY = path.join(CLIENT, 'story.ts');
/** The story with a mistake in it. */
const WRONG = path.join(CLIENT, 'wrong-story.ts');

let millrace: Millrace;

beforeAll(async () => {
  millrace = await startMillrace();
  await generate();
});
afterAll(async () => {
  await rm(WRONG, { force: true });
  await millrace.stop();
});

test('compiles, strictly', async () => {
  expect(await compile()).toBe('');
});

test('knows the members of answers and the values of bodies', async () => {
  const story = await readFile(STORY, 'utf8');
  await writeFile(
    WRONG,
    story.replace('enrollment.objectId', 'enrollment.recordId').replace("'email' as const", '7'),
  );
  const said = await compile();
  await rm(WRONG);
  expect(said).toContain("Property 'recordId' does not exist");
  expect(said).toContain("Type 'number' is not assignable to type");
});

test('tells the main job', async () => {
  // Its types are generated, so the compiler sees it in the first test alone.
  const { tellStory } = await import(STORY);
  const { flow, ticket, mail, passage } = await tellStory(millrace.url, millrace.token);
  expect(flow.isEnabled).toBe(true);
  expect(ticket.properties.subject).toBe('Demo request');
  expect(mail).toMatchObject({ to: 'ada@engines.example', delivery: 'captured' });
  expect(passage.status).toBe('COMPLETED');
  expect(passage.steps.map(({ outcome }: { outcome: string }) => outcome)).not.toContain('FAILED');
});

function generate() {
  const npm = ['run', '--silent', 'generate', '--workspace', 'examples/typescript-client'];
  return promisify(execFile)('npm', npm, { cwd: ROOT });
}

/** What the compiler says of the client; nothing when all is well. */
async function compile(): Promise<string> {
  const tsc = [path.join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', CLIENT];
  const said = promisify(execFile)(process.execPath, tsc).catch((error) => error);
  return ((await said) as { readonly stdout: string }).stdout;
}
