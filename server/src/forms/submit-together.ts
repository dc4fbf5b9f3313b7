import { CONTACT } from '@millrace/core/crm';
import type { RecordImage } from '@millrace/core/record';
import type { AccountId } from '../accounts/index.ts';
import { type Store, together, type Unit } from '../history/index.ts';
import { drawRecordIds, loadRecords, loadUniqueValues } from '../records/index.ts';
import { type AnsweredValues, answeredValues } from './answered-values.ts';
import { SubmissionRefused } from './errors.ts';
import type { Form } from './form.ts';
import type { Submission } from './submission.ts';
import { addressIn, isOf, type ReadySubmission, submitForm, writeSubmissions } from './submit-form.ts';

interface Order {
  readonly accountId: AccountId;
  readonly form: Form;
  readonly submission: Submission;
}

/** Takes submissions as `submitForm` does, but those of an account that come at a time in one transaction. */
export function formSubmitter(store: Store): (order: Order) => Promise<unknown> {
  const submit = together<Order, 'taken'>(store, {
    async alone({ accountId, form, submission }) {
      await submitForm(store, accountId, form, submission);
      return 'taken';
    },
    together: submitTogether,
  });
  return (order) => submit(order.accountId, 'submissions', order);
}

/**
 * Left to be done alone are those that are about other records, too, or give a contact other unique values; and the later ones of a contact: how
 * often it has converted depends on the one before.
 */
async function submitTogether(
  unit: Unit,
  orders: readonly Order[],
): Promise<readonly ('taken' | undefined)[]> {
  const addresses = new Set<string>();
  const chosen = orders.flatMap(({ form, submission }, index) => {
    const answered = answeredOrNot(unit, submission);
    const email = answered && addressIn(answered);
    if (!answered || !isPlain(unit, answered) || (email && addresses.has(email))) return [];
    if (email) addresses.add(email);
    return [{ index, form, submission, answered, email: email ?? null }];
  });
  // How many have no contact yet is told by the same round trip: ids that are not needed are lost.
  const [holders, drawn] = await Promise.all([
    holdersOf(unit, [...addresses]),
    drawRecordIds(unit.tx, chosen.length),
  ]);
  const refs = [...new Set(holders.values())].map((id) => ({ objectTypeId: CONTACT, id }));
  const images = await loadRecords(unit.tx, unit.account.id, refs, 'skip');
  const free = new Map<string, RecordImage>(images.map((image) => [image.id, image]));
  const ready = chosen.flatMap(({ email, ...each }): (ReadySubmission & { index: number })[] => {
    const holder = email === null ? undefined : holders.get(email);
    if (holder === undefined) return [{ ...each, present: null }];
    const present = free.get(holder);
    if (!present || !isOf(present, email!)) return [];
    // Another address of the same contact may follow.
    free.delete(holder);
    return [{ ...each, present }];
  });
  if (ready.length > 0) await writeSubmissions(unit, ready, drawn);
  const taken = new Set(ready.map(({ index }) => index));
  return orders.map((_, index) => (taken.has(index) ? 'taken' : undefined));
}

/** Undefined when it is refused. */
function answeredOrNot({ schema }: Unit, { answers }: Submission): AnsweredValues | undefined {
  try {
    return answeredValues(answers, schema);
  } catch (error) {
    if (error instanceof SubmissionRefused) return undefined;
    throw error;
  }
}

/** Whether it is about a contact only, and names that by its address only. */
function isPlain({ schema }: Unit, answered: AnsweredValues): boolean {
  const names = new Set([...schema.uniqueProperties(CONTACT), 'hs_additional_emails']);
  names.delete('email');
  return [...answered].every(
    ([objectTypeId, values]) =>
      objectTypeId === CONTACT && Object.keys(values).every((name) => !names.has(name)),
  );
}

/** The contacts that have these addresses. */
async function holdersOf(unit: Unit, addresses: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = addresses.map((value) => ({ objectTypeId: CONTACT, property: 'email', value }));
  const ids = await loadUniqueValues(unit.tx, unit.account.id, wanted);
  return new Map(addresses.flatMap((address, index) => (ids[index] ? [[address, ids[index]] as const] : [])));
}
