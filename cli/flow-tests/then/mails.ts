import type { WholeMail } from '../../../testing/mailbox.ts';
import type { ExpectedMail, Then } from '../form.ts';
import { actorOf, type Stage } from '../stage.ts';
import type { Unmet } from './unmet.ts';

/** Mails to somebody: all of them, the oldest first. */
export async function mailFailures(stage: Stage, { mails = {} }: Then): Promise<readonly Unmet[]> {
  const unmet: Unmet[] = [];
  const names = new Map([...stage.emails].map(([name, id]) => [id, name]));
  for (const [who, expected] of Object.entries(mails)) {
    const name = who.replace(/^to /, '');
    const about = who.includes('@') ? {} : { about: [name] };
    const address = await addressOf(stage, name);
    const found = address === undefined ? [] : await stage.account.mailbox.to(address);
    const isSo =
      found.length === expected.length && found.every((mail, at) => isLike(mail, expected[at]!, names));
    if (isSo) continue;
    const wanted = expected.map(sayExpected).join(', ') || 'none';
    const there = found.map((mail) => sayFound(mail, names)).join(', ') || 'none';
    const text = textMissing(found, expected);
    unmet.push({ message: `mails to ${name}: expected ${wanted}; found ${there}${text}`, ...about });
  }
  return unmet;
}

async function addressOf(stage: Stage, name: string): Promise<string | undefined> {
  if (name.includes('@')) return name;
  const { type, id } = actorOf(stage, name);
  const { properties } = await stage.account.call('GET /crm/v3/objects/{objectType}/{objectId}', {
    path: { objectType: type, objectId: id },
    query: { properties: 'email' },
  });
  return properties['email'] ?? undefined;
}

function isLike(mail: WholeMail, expected: ExpectedMail, names: ReadonlyMap<string, string>): boolean {
  const email = names.get(mail.emailId ?? '');
  if (typeof expected === 'string') return expected === email || expected === mail.subject;
  return (
    (expected.email === undefined || expected.email === email) &&
    (expected.subject === undefined || expected.subject === mail.subject) &&
    (expected.text === undefined || says(mail, expected.text))
  );
}

/** Wherever lines are broken. */
function says({ text, html }: WholeMail, wanted: string): boolean {
  const inLine = (each: string) => each.replace(/\s+/g, ' ').trim();
  return inLine(text).includes(inLine(wanted)) || inLine(html ?? '').includes(inLine(wanted));
}

function textMissing(found: readonly WholeMail[], expected: readonly ExpectedMail[]): string {
  for (const [at, each] of expected.entries()) {
    const mail = found[at];
    if (typeof each === 'object' && each.text !== undefined && mail && !says(mail, each.text))
      return `; ${JSON.stringify(mail.subject)} says ${JSON.stringify(mail.text.trim())}`;
  }
  return '';
}

function sayExpected(expected: ExpectedMail): string {
  if (typeof expected === 'string') return JSON.stringify(expected);
  const { email, subject = email, text } = expected;
  const head = subject === undefined ? 'any' : JSON.stringify(subject);
  return text === undefined ? head : `${head} with the text ${JSON.stringify(text)}`;
}

function sayFound({ subject, emailId, at }: WholeMail, names: ReadonlyMap<string, string>): string {
  const email = names.get(emailId ?? '');
  const name = email === undefined || email === subject ? '' : ` (${email})`;
  return `${JSON.stringify(subject)}${name} at ${at}`;
}
