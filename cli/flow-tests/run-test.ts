import { type Millrace, PassageError } from '../../testing/index.ts';
import { TargetFailure } from '../target/failure.ts';
import type { FlowTest, TestStep } from './flow-test.ts';
import { setUp } from './given.ts';
import type { Stage } from './stage.ts';
import { unmetOf } from './then/index.ts';
import type { Unmet } from './then/unmet.ts';
import { happen } from './when.ts';

/** Passages that a failure tells at most: what is expected of everybody would tell everybody's. */
const PASSAGES_MAX = 5;

/** A test has failed, and the message says it all: what was expected, what was found, and the passages of whom it is about. */
export class FlowTestFailure extends Error {
  override readonly name = 'FlowTestFailure';
}

/** Runs a test with an account of its own. Throws a FlowTestFailure at the first step that is not as expected. */
export async function runFlowTest(millrace: Millrace, test: FlowTest): Promise<void> {
  const stage = await setUp(millrace, test).catch((error: Error) => {
    throw new FlowTestFailure(`${test.file}:${test.line}: what is given cannot be made.\n${sayError(error)}`);
  });
  for (const [index, step] of test.steps.entries()) {
    const where = `step ${index + 1}${step.say === undefined ? '' : ` (${step.say})`}, ${test.file}:${step.line}`;
    await runStep(stage, step, where);
  }
}

async function runStep(stage: Stage, step: TestStep, where: string): Promise<void> {
  let unmet: readonly Unmet[];
  try {
    if (step.when) await happen(stage, step.when, step.order);
    unmet = step.then ? await unmetOf(stage, step.then) : [];
  } catch (error) {
    throw new FlowTestFailure(`${where}\n${sayError(error as Error)}`);
  }
  if (unmet.length === 0) return;
  const passages = await passagesOf(stage, unmet);
  throw new FlowTestFailure(
    [...new Set([where, ...unmet.map(({ message }) => message), ...passages])].join('\n'),
  );
}

/** A bug of ours is told with its stack, what a server says is not. */
function sayError(error: Error): string {
  if (!(error instanceof TargetFailure) || error.errors.length < 2) return error.message;
  return [error.message, ...error.errors.map(({ message }) => `  ${message}`)].join('\n');
}

/** Those of each record; of one that was in no flow, why. */
async function passagesOf(stage: Stage, unmet: readonly Unmet[]): Promise<readonly string[]> {
  const names = new Set(unmet.flatMap(({ about }) => about ?? [...stage.records.keys()]));
  const told: string[] = [];
  for (const name of names) {
    const found = await Promise.all(Object.values(stage.flows).map(({ id }) => passageOf(stage, id, name)));
    const [were, reasons] = [
      found.flatMap((each) => each?.was ?? []),
      found.flatMap((each) => each?.why ?? []),
    ];
    told.push(...(were.length > 0 ? were : reasons).map((text) => `${name}: ${text}`));
  }
  return told.slice(0, PASSAGES_MAX);
}

/** The passage in sentences, or why there is none; undefined for records that the flow is not about. */
async function passageOf(
  stage: Stage,
  flowId: string,
  name: string,
): Promise<
  { readonly was: string; readonly why?: never } | { readonly why: string; readonly was?: never } | undefined
> {
  const actor = stage.records.get(name);
  if (!actor) return undefined;
  try {
    return { was: (await stage.account.enrollment(flowId, actor.id)).tell() };
  } catch (error) {
    if (error instanceof PassageError) return { why: error.message };
    // Gone, or of another object type.
    if (error instanceof TargetFailure) return undefined;
    throw error;
  }
}
