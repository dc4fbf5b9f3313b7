import { Progress } from '../support/progress.ts';
import { TargetFailure } from '../target/failure.ts';
import type { Target } from '../target/target.ts';
import { UsageError } from '../usage-error.ts';
import { CHOICES, type Choice, type Importing } from './importing.ts';
import { PARTS } from './kinds/index.ts';
import { PROBES, probeRecords } from './probes.ts';
import { Report, type Result } from './report.ts';
import { type End, State } from './state.ts';

export interface ImportOptions extends Pick<Importing, 'chosen' | 'mode' | 'flows' | 'records' | 'signal'> {
  /** Where its state is kept. */
  readonly folder: string;
  /** Told once it may have written something. */
  readonly onBegin?: () => void;
}

/** Copies an account into one of a Millrace, and tells what became of it. What was done before it is cut stays, and the next run goes on from there. */
export async function runImport(source: Target, target: Target, options: ImportOptions): Promise<Result> {
  const { folder, mode } = options;
  await requireMillrace(target);
  const [from, to] = [await accountOf(source), await accountOf(target)];
  if (from.url === to.url && from.portalId === to.portalId)
    throw new UsageError(
      `${source.says} and ${target.says} are the same account: nothing is to be taken. Name the account to take from with --from, and another one with --to.`,
    );
  const readable = await whatCanBeRead(source, options.chosen);
  const keeping = mode === 'WRITE' ? 'KEPT' : 'FORGOTTEN';
  const state = await State.open(folder, { source: endOf(from), target: endOf(to) }, keeping);
  const report = await Report.open(state, keeping);
  state.begin();
  const progress = new Progress();
  const importing: Importing = {
    ...options,
    source,
    target,
    portalId: from.portalId,
    state,
    report,
    progress,
    readable,
  };
  if (options.chosen.has('records'))
    await requireScopes(new Map([['records', () => probeRecords(importing)]]));
  await state.save();
  if (mode === 'WRITE') options.onBegin?.();
  try {
    for (const { choice, says, when, bring } of PARTS) {
      if (!readable.has(choice) || (when === 'CHOSEN' && !options.chosen.has(choice))) continue;
      progress.say(says);
      await bring(importing);
      await report.flush();
      await state.save();
    }
  } catch (error) {
    // What has ended it may keep this from being written as well, and is what is to be told.
    await report
      .flush()
      .then(() => state.save())
      .catch(() => undefined);
    throw error;
  } finally {
    progress.end();
  }
  noteWhatIsNotTold(importing, from, to);
  const result = report.result();
  await state.end();
  return result;
}

interface Account extends End {
  readonly timeZone: string;
}

async function accountOf(target: Target): Promise<Account> {
  const { portalId, timeZone } = await asked(target, () => target.call('GET /account-info/v3/details'));
  return { url: target.url, portalId, timeZone };
}

function endOf({ url, portalId }: Account): End {
  return { url, portalId };
}

/** Only a Millrace has a clock to be asked for. */
async function requireMillrace(target: Target): Promise<void> {
  const isOne = await target
    .call('GET /millrace/v1/clock')
    .then(({ now }) => typeof now === 'string')
    .catch((error: unknown) => {
      if (error instanceof SyntaxError) return false;
      if (error instanceof TargetFailure && error.status === 404) return false;
      throw error;
    });
  if (!isOne)
    throw new UsageError(
      `${target.says} is no Millrace, and an import goes into a Millrace alone. Name one with --to.`,
    );
}

/** An answer of something that is no such API at all is no JSON, or has no account. */
async function asked<T extends { readonly portalId: number }>(
  target: Target,
  ask: () => Promise<T>,
): Promise<T> {
  const answer = await ask().catch((error: unknown) => {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  });
  if (typeof answer?.portalId === 'number') return answer;
  throw new UsageError(`${target.says} does not answer as HubSpot does: see the address of its profile.`);
}

/** What the token may read. Fails for what is chosen and closed to it, before anything is written. */
async function whatCanBeRead(source: Target, chosen: ReadonlySet<Choice>): Promise<ReadonlySet<Choice>> {
  const wanted = CHOICES.filter((choice) => chosen.has(choice));
  await requireScopes(new Map(wanted.map((choice) => [choice, () => PROBES[choice]({ source })])));
  const readable = new Set<Choice>(wanted);
  for (const choice of CHOICES)
    if (!chosen.has(choice) && (await refusalOf(() => PROBES[choice]({ source }))) === undefined)
      readable.add(choice);
  return readable;
}

async function requireScopes(probes: ReadonlyMap<Choice, () => Promise<void>>): Promise<void> {
  const closed: { readonly choice: Choice; readonly why: string }[] = [];
  for (const [choice, probe] of probes) {
    const why = await refusalOf(probe);
    if (why !== undefined) closed.push({ choice, why });
  }
  if (closed.length === 0) return;
  const open = [...probes.keys()].filter((choice) => !closed.some((each) => each.choice === choice));
  throw new TargetFailure({
    status: 403,
    category: 'MISSING_SCOPES',
    message: [
      'The source does not let its token read all that is to be taken:',
      ...closed.map(({ choice, why }) => `  ${choice}: ${why}`),
      `Give the token these scopes${open.length === 0 ? '' : `, or leave this out: --only ${open.join(',')}`}. Nothing was written.`,
    ].join('\n'),
    errors: [],
  });
}

async function refusalOf(ask: () => Promise<void>): Promise<string | undefined> {
  try {
    await ask();
    return undefined;
  } catch (error) {
    if (error instanceof TargetFailure && error.status === 403) return error.message;
    throw error;
  }
}

function noteWhatIsNotTold({ report, chosen, flows }: Importing, from: Account, to: Account): void {
  if (from.timeZone !== to.timeZone)
    report.note(
      `The account of the source is in ${from.timeZone}, this one in ${to.timeZone}: schedules and windows of time mean another time here until both are the same.`,
    );
  if (chosen.has('flows')) {
    report.note('Who is in a flow, and where, is not told by the source: nobody is in one here.');
    if (flows === 'OFF')
      report.note(
        'Flows are off, since two systems must not both send: turn them off there, then run this again with --on.',
      );
  }
  if (chosen.has('records'))
    report.note(
      'What records were before is not taken, nor when they were made: their history begins with the values of today.',
    );
  if (chosen.has('emails')) report.note('What was sent, opened and clicked is not taken.');
}
