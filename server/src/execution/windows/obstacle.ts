import type { FlowProgram } from '@millrace/core/flow';
import { walkedIn } from '@millrace/core/flow';
import type { Account } from '../../accounts/index.ts';
import { hasRules } from '../../alerts/index.ts';
import type { Performer } from '../../effects/index.ts';
import type { Db } from '../../platform/index.ts';
import { loadReaders, type Reader } from '../../triggers/index.ts';

/** The mails of `0-4` show the contact's company. */
const SEND_EMAIL = '0-4';
const EMAIL = 'email';
const COMPANY = '0-2';

/**
 * Why records of the account may not be worked each at its own instant, beside each other: something that may happen on the way reaches
 * from one record to another, or to the outside world, where the order of time counts. Null when nothing does. In doubt, something does.
 */
export async function obstacleOf(
  db: Db,
  account: Account,
  performers: readonly Performer[],
): Promise<string | null> {
  if (account.pauses > 0) return 'something is paused';
  if (await hasRules(db, account.id)) return 'alerts count what fails, in the order of time';
  const readers = await loadReaders(db, account);
  const known = found.get(readers);
  if (known !== undefined) return known;
  const obstacle = obstacleIn(readers.walked, [...readers.all()], performers);
  found.set(readers, obstacle);
  return obstacle;
}

/** By the readers, which are others after every save. */
const found = new WeakMap<object, string | null>();

function obstacleIn(
  walked: readonly FlowProgram[],
  readers: readonly Reader[],
  performers: readonly Performer[],
): string | null {
  for (const program of walked) {
    const obstacle = inFlow(program, performers);
    if (obstacle !== null) return `the flow ${program.flowId} ${obstacle}`;
  }
  const around = readers.find(({ reads }) => reads.some(({ associations }) => associations.length > 0));
  if (around)
    return `the filters of the ${around.reader === 'LIST' ? 'list' : 'flow'} ${around.id} look at associated records`;
  const types = new Set(walked.map(({ objectTypeId }) => objectTypeId));
  const sends = walked.find((program) => sendsEmail(program));
  if (sends && types.size > 1 && types.has(COMPANY))
    return `the flow ${sends.flowId} sends mails, which may show companies, and other flows are over companies`;
  return null;
}

function inFlow(current: FlowProgram, performers: readonly Performer[]): string | null {
  const { policies } = current;
  if (policies?.pace || [...(policies?.actions.values() ?? [])].some(({ pace }) => pace))
    return 'has a pace, which its records share';
  for (const program of walkedIn(current))
    for (const node of program.nodes.values())
      if (!node.staysWithRecord()) {
        const where = program === current ? '' : `, in revision ${program.revisionId},`;
        return `does more at its action ${node.actionId} (${node.actionType})${where} than read and write the enrolled record`;
      }
  if (sendsEmail(current) && !performers.some(({ kinds, isHere }) => kinds.includes(EMAIL) && isHere))
    return 'sends mails by a mail server';
  return null;
}

function sendsEmail(program: FlowProgram): boolean {
  return walkedIn(program).some(({ nodes }) =>
    [...nodes.values()].some(({ actionType }) => actionType === SEND_EMAIL),
  );
}
