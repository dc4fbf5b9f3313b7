import {
  COMPANY,
  CONTACT,
  checkProperties,
  type Link,
  link,
  newRecord,
  type ObjectType,
  type PropertyValues,
  withDerived,
  withStartingStage,
} from '@millrace/core/crm';
import type { RecordImage, RecordRef } from '@millrace/core/record';
import type { Unit } from '../history/index.ts';
import { LOCKS } from '../platform/index.ts';
import {
  type CrmUnit,
  drawRecordIds,
  findCompanyByDomain,
  loadAssociated,
  loadLinks,
  loadRecords,
} from '../records/index.ts';
import { nameOf } from './answer.ts';
import { type AnsweredValues, mistakeOf } from './answered-values.ts';
import { problem } from './check-answer.ts';
import { SubmissionRefused } from './errors.ts';

/** Makes submissions that name one domain wait for each other, so that they make one company; before any record is locked. */
export async function lockDomain({ tx, account }: Unit, answered: AnsweredValues): Promise<void> {
  const domain = answered.get(COMPANY)?.['domain'];
  if (typeof domain !== 'string') return;
  await tx`select pg_advisory_xact_lock(${LOCKS.DOMAIN}, hashtext(${`${account.id}/${domain.toLowerCase()}`}))`;
}

/**
 * Writes what a form asks of records other than the contact's, and associates them with the contact: the company that has
 * the domain, else the contact's own, else a new one; of every other object type a new record.
 */
export async function writeAnswered(
  unit: CrmUnit,
  contact: RecordRef,
  answered: AnsweredValues,
): Promise<void> {
  const types = [...answered.keys()].filter((id) => id !== CONTACT).sort();
  if (types.length === 0) return;
  const ids = await drawRecordIds(unit.tx, types.length);
  const records: RecordRef[] = [contact];
  for (const [index, objectTypeId] of types.entries()) {
    const type = unit.schema.objectType(objectTypeId)!;
    const values = answered.get(objectTypeId)!;
    const company = objectTypeId === COMPANY ? await lockCompany(unit, contact, values) : null;
    records.push(
      company ? change(unit, type, company, withoutDomain(values)) : make(unit, type, ids[index]!, values),
    );
  }
  await associate(unit, records);
}

/** The values for a company that was found, which keeps its current domain: it has this one, or had it before a merge. */
function withoutDomain({ domain: _, ...others }: PropertyValues): PropertyValues {
  return others;
}

async function lockCompany(
  unit: CrmUnit,
  contact: RecordRef,
  values: PropertyValues,
): Promise<RecordImage | null> {
  const { tx, account } = unit;
  const domain = values['domain'];
  const id =
    typeof domain === 'string'
      ? await findCompanyByDomain(tx, account.id, domain)
      : await ownCompany(unit, contact);
  if (id === undefined) return null;
  const [company] = await loadRecords(tx, account.id, [{ objectTypeId: COMPANY, id }], 'wait');
  return company && company.archivedAt === null ? company : null;
}

/** The primary company of a contact that was there before. */
async function ownCompany(
  { tx, account, schema, world }: CrmUnit,
  contact: RecordRef,
): Promise<string | undefined> {
  const kind = schema.primaryAssociationType(CONTACT, COMPANY)!;
  if (world.associated(contact, kind) !== undefined) return undefined;
  const [found] = await loadAssociated(tx, account.id, [{ from: contact, kind }]);
  return found?.ids[0];
}

function change(
  { schema, world, cause }: CrmUnit,
  type: ObjectType,
  image: RecordImage,
  values: PropertyValues,
): RecordRef {
  world.load(image);
  world.setProperties(image, withDerived(schema, type, image.properties, values, cause.at), cause);
  return image;
}

/** Throws SubmissionRefused when the answers are not enough for a record of the type. */
function make(
  { schema, world, cause }: CrmUnit,
  type: ObjectType,
  id: string,
  values: PropertyValues,
): RecordRef {
  const checked = checkProperties(schema, type, withStartingStage(schema, type, values), 'create');
  if (!checked.ok) throw notEnough(type, checked.problems);
  const record = newRecord(type, id, withDerived(schema, type, {}, checked.value, cause.at), cause);
  world.create(record, cause);
  return record;
}

function notEnough(
  type: ObjectType,
  problems: readonly { readonly path: string; readonly code: string; readonly message: string }[],
) {
  const errors = problems.map(({ path, code, message }) =>
    problem(
      mistakeOf(code),
      nameOf({ objectTypeId: type.id, name: path.replace(/^properties\./, '') }),
      message,
    ),
  );
  return new SubmissionRefused(400, 'The request is not valid', errors);
}

/** Links every two of the records that can be associated at all. */
async function associate(unit: CrmUnit, records: readonly RecordRef[]): Promise<void> {
  const links = records.flatMap((from, index) =>
    records.slice(index + 1).flatMap((to): Link[] => {
      const type = unit.schema.defaultAssociationType(from.objectTypeId, to.objectTypeId);
      return type ? [{ from, to, type }] : [];
    }),
  );
  await loadLinks(unit, links);
  for (const wanted of links) link(unit.world, unit.schema, wanted, unit.cause);
}
