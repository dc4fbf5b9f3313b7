import { spanOf } from '@millrace/core/time';
import type { Enrollment } from '../../../testing/enrollment.ts';
import { PassageError } from '../../../testing/index.ts';
import { type FlowSaid, isCalled } from '../../../testing/tell-passage.ts';
import { toBeSaid } from '../../files/named.ts';
import type { ExpectedPassage, Then } from '../form.ts';
import { actorOf, flowIdOf, type Stage } from '../stage.ts';
import { said } from './part-of.ts';
import type { Unmet } from './unmet.ts';

/** How it goes with records in flows. */
export async function passageFailures(stage: Stage, { passages = [] }: Then): Promise<readonly Unmet[]> {
  const unmet: Unmet[] = [];
  for (const expected of passages) {
    try {
      await expectPassage(stage, expected);
    } catch (error) {
      if (!(error instanceof PassageError || error instanceof Unlike)) throw error;
      // The passage, which it tells as well, is told once for all that is said of it.
      unmet.push({ message: `${expected.of}: ${error.message.split('\n')[0]}`, about: [expected.of] });
    }
  }
  return unmet;
}

class Unlike extends Error {
  override readonly name = 'Unlike';
}

async function expectPassage(stage: Stage, expected: ExpectedPassage): Promise<void> {
  const { account } = stage;
  const [flowId, { id }] = [flowIdOf(stage, expected.in), actorOf(stage, expected.of)];
  if (expected.neverEnrolled || expected.because !== undefined) {
    await account.expectNeverEnrolled(flowId, id);
    const { answer } = await account.explain(flowId, id);
    if (expected.because !== undefined && !answer.toLowerCase().includes(expected.because.toLowerCase()))
      throw new Unlike(`Expected the reason to say ${said(expected.because)}; it says: ${answer}`);
    return;
  }
  const passage = await account.enrollment(flowId, id);
  const idOf = numberer(stage, expected.in);
  if (expected.took)
    passage.expectTook(...expected.took.map((action, at) => idOf(action, passage.steps[at]?.actionId)));
  if (expected.waitsAt !== undefined)
    passage.expectWaitsAt(idOf(expected.waitsAt, passage.position?.actionId));
  if (expected.status !== undefined) expectStatus(passage, expected.status);
  if (expected.leftFor !== undefined) passage.expectLeft(expected.leftFor);
  if (expected.failures !== undefined) passage.expectNoFailures();
  if (expected.until !== undefined) expectUntil(passage, expected.until, stage.timeZone);
}

/** The number of an action that is called as its file says, with names in place of ids (`Send email Welcome 1`), if it is the one that is there. */
function numberer({ files }: Stage, flow: string | undefined) {
  const file = flow === undefined ? files[0] : files.find(({ name }) => name === flow);
  const body: FlowSaid = JSON.parse(JSON.stringify(file ? toBeSaid(file.body) : {}));
  return (wanted: string | number, actionId: string | null | undefined): string | number =>
    actionId != null && typeof wanted === 'string' && isCalled(actionId, wanted, body) ? actionId : wanted;
}

const STATUSES = { waiting: 'ACTIVE', completed: 'COMPLETED', left: 'UNENROLLED', failed: 'FAILED' } as const;

function expectStatus(passage: Enrollment, wanted: keyof typeof STATUSES): void {
  if (passage.status === STATUSES[wanted]) return;
  throw new Unlike(`Expected it to be ${wanted}, found ${passage.status}.`);
}

function expectUntil(passage: Enrollment, wanted: string, timeZone: string): void {
  const { from, until } = spanOf(wanted, timeZone)!;
  const at = passage.position?.until ? Date.parse(passage.position.until) : Number.NaN;
  if (at >= from && at < until) return;
  throw new Unlike(`Expected it to wait until ${wanted} (${timeZone}).`);
}
