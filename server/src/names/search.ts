import { isRecordId, type ObjectType } from '@millrace/core/crm';
import type { RecordImage } from '@millrace/core/record';
import type { AccountId } from '../accounts/index.ts';
import { flowsNamed } from '../flows/index.ts';
import { formsNamed } from '../forms/index.ts';
import { openListsNamed } from '../lists/index.ts';
import { emailsNamed } from '../mail/index.ts';
import { type Caller, type Db, namedWhenSlow } from '../platform/index.ts';
import { findByWords, readNamed } from '../records/index.ts';
import { hiddenProperties, recordScope, viewOf } from '../schema/index.ts';
import { nameOf } from './record-names.ts';

export const FOUND_KINDS = ['flow', 'record', 'list', 'form', 'email'] as const;
export type FoundKind = (typeof FOUND_KINDS)[number];

/** Something of the account by what it is called. */
export interface Found {
  readonly kind: FoundKind;
  readonly id: string;
  /** Of records, lists and flows. */
  readonly objectTypeId: string | null;
  readonly name: string;
  /** What tells it from others of its name: an address, a domain, `on`. */
  readonly hint: string | null;
}

export interface SearchQuery {
  readonly text: string;
  readonly kinds: readonly FoundKind[];
  /** Of each kind, and of records of each type. */
  readonly limit: number;
}

type Search = (db: Db, caller: Caller, query: SearchQuery) => Promise<readonly Found[]>;

/** How a kind is searched, and with which scope: what the caller may not see is not found. */
const SEARCHES: Readonly<Record<FoundKind, readonly [Search, scope?: string]>> = {
  flow: [searchFlows, 'automation'],
  record: [searchRecords],
  list: [searchListsByName, 'crm.lists.read'],
  form: [searchForms, 'forms'],
  email: [searchEmails, 'content'],
};

/** What is called so, in the order of the kinds: a statement for each, one for each type of record, and one for those whose id is written. */
export async function searchEverything(
  db: Db,
  caller: Caller,
  query: SearchQuery,
): Promise<readonly Found[]> {
  const found = await Promise.all(
    FOUND_KINDS.filter((kind) => query.kinds.includes(kind)).map((kind) => {
      const [search, scope] = SEARCHES[kind];
      return scope === undefined || caller.scopes.has(scope) ? search(db, caller, query) : [];
    }),
  );
  return found.flat();
}

async function searchFlows(db: Db, caller: Caller, { text, limit }: SearchQuery): Promise<readonly Found[]> {
  const flows = await flowsNamed(db, caller, text, limit);
  return flows.map(({ id, name, objectTypeId, isEnabled }) => ({
    kind: 'flow' as const,
    id,
    objectTypeId,
    name: name || `Flow ${id}`,
    hint: isEnabled ? 'on' : 'off',
  }));
}

/** Types whose records people look for by name; an account's own besides. */
const SEARCHED_TYPES: ReadonlySet<string> = new Set(['0-1', '0-2', '0-3', '0-5']);

/** What stands beside a name. */
const HINTS = ['email', 'domain', 'amount'] as const;

async function searchRecords(
  db: Db,
  caller: Caller,
  { text, limit }: SearchQuery,
): Promise<readonly Found[]> {
  const { schema, account } = await viewOf(db, caller);
  const types = schema.objectTypes.filter(
    (type) => (type.custom || SEARCHED_TYPES.has(type.id)) && caller.scopes.has(recordScope(type, 'read')),
  );
  const byId = await withId(db, account.id, types, text.trim());
  const found = await Promise.all(
    types.map(async (type) => {
      const hidden = hiddenProperties(schema, caller, type);
      const byWords = await namedWhenSlow(
        `The search for ${type.name} records`,
        findByWords(db, account.id, schema, type, { text, limit, hidden }),
      );
      const own = byId.filter(({ objectTypeId }) => objectTypeId === type.id);
      const others = byWords.filter(({ id }) => own.every((image) => image.id !== id));
      return [...own, ...others].slice(0, limit).map((image) => {
        const name = nameOf(type, image, hidden) ?? `${type.labels?.singular ?? type.name} ${image.id}`;
        const hints = HINTS.map((each) => (hidden.has(each) ? undefined : image.properties[each]));
        const hint = hints.find((each) => each && each !== name) ?? null;
        return { kind: 'record' as const, id: image.id, objectTypeId: type.id, name, hint };
      });
    }),
  );
  return found.flat();
}

/** The record whose id is written, or the one that goes on for it. */
async function withId(
  db: Db,
  account: AccountId,
  types: readonly ObjectType[],
  text: string,
): Promise<readonly RecordImage[]> {
  if (!isRecordId(text)) return [];
  const refs = types.map(({ id }) => ({ objectTypeId: id, id: text }));
  const named = await readNamed(db, account, refs);
  return [...named.values()].filter(({ archivedAt }) => archivedAt === null);
}

async function searchListsByName(
  db: Db,
  caller: Caller,
  { text, limit }: SearchQuery,
): Promise<readonly Found[]> {
  const lists = await openListsNamed(db, caller, text, limit);
  return lists.map(({ id, name, objectTypeId }) => ({ kind: 'list', id, objectTypeId, name, hint: null }));
}

async function searchForms(db: Db, caller: Caller, { text, limit }: SearchQuery): Promise<readonly Found[]> {
  const forms = await formsNamed(db, caller.accountId, text, limit);
  return forms.map(({ id, name }) => ({ kind: 'form', id, objectTypeId: null, name, hint: null }));
}

async function searchEmails(db: Db, caller: Caller, { text, limit }: SearchQuery): Promise<readonly Found[]> {
  const emails = await emailsNamed(db, caller.accountId, text, limit);
  return emails.map(({ id, name, state }) => ({
    kind: 'email' as const,
    id,
    objectTypeId: null,
    name,
    hint: state === 'PUBLISHED' ? 'published' : 'draft',
  }));
}
