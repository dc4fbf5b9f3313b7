import type { CrmSchema, ObjectType, SearchIndexKind } from '@millrace/core/crm';
import { quote } from '@millrace/core/problem';
import { changeSchema } from '../accounts/index.ts';
import { noteAudit } from '../audit/index.ts';
import type { Store, Unit } from '../history/index.ts';
import { type Caller, conflict, invalid, notFound } from '../platform/index.ts';
import { beginSearchIndex, comparisonOf, endSearchIndex, SEARCH_INDEXES_MAX } from '../records/index.ts';
import {
  openObjectType,
  requireProperties,
  type SearchIndexRow,
  selectSearchIndexes,
} from '../schema/index.ts';
import { listLookUpIndexes, listSearchIndexes } from './list-indexes.ts';

/** An index that somebody asks for. */
export interface AskedIndex {
  readonly objectTypeId: string;
  readonly property: string;
  readonly kind: SearchIndexKind;
}

/**
 * Makes an index of searches, also one that was removed, or keeps one that the server has made; one that is there already stays. 400 for what
 * cannot be indexed, 403 for what the caller may not search by, 409 when the type has as many as it may. Returns its id.
 */
export function makeSearchIndex(store: Store, caller: Caller, asked: AskedIndex): Promise<string> {
  return store.writeFlows(caller.accountId, async (unit) => {
    const type = openObjectType(unit.schema, caller, asked.objectTypeId, 'read');
    const compares = requireIndexable(unit.schema, type, asked);
    requireProperties(unit.schema, caller, type, [asked.property], 'read');
    const indexes = (await selectSearchIndexes(unit.tx, unit.account.id)).filter(
      ({ objectTypeId }) => objectTypeId === type.id,
    );
    const present = indexes.find(({ property, kind }) => property === asked.property && kind === asked.kind);
    if (present && present.state !== 'REMOVED' && present.compares === compares) return present.id;
    if (indexes.filter(({ state }) => state !== 'REMOVED').length >= SEARCH_INDEXES_MAX)
      throw conflict(
        `${type.name} records have ${SEARCH_INDEXES_MAX} indexes of searches already; remove one of them first.`,
      );
    if (present && present.state !== 'REMOVED') await endSearchIndex(unit, present.id, 'GONE');
    const { property, kind } = asked;
    const id = await beginSearchIndex(unit, {
      objectTypeId: type.id,
      property,
      kind,
      compares,
      wantedBy: 'REQUEST',
    });
    await changeSchema(unit.tx, unit.account.id);
    const summary = `Began to make an index of ${kind === 'WORDS' ? 'the words of ' : ''}${property} of ${type.name} records for searches.`;
    await note(unit, caller, 'INDEX_MADE', id, summary, { objectTypeId: type.id, property, kind });
    return id;
  });
}

/** Takes an index of searches away, so that the server makes it by itself no more. 404 when the caller sees none; 409 for one that flows go by. */
export async function removeIndex(store: Store, caller: Caller, id: string): Promise<void> {
  const lookUp = (await listLookUpIndexes(store.sql, caller)).find(({ index }) => index.id === id);
  if (lookUp) {
    const names = lookUp.flows.map((flow) => quote(flow.name)).join(', ');
    throw conflict(`The index ${id} goes when no flow that is on finds records by it; these do: ${names}.`);
  }
  const shown = (await listSearchIndexes(store.sql, caller)).find(({ index }) => index.id === id);
  if (!shown) throw notFound(`There is no index ${id}.`);
  await store.writeFlows(caller.accountId, async (unit) => {
    const present = (await selectSearchIndexes(unit.tx, unit.account.id)).find((index) => index.id === id);
    if (!present || present.state === 'REMOVED') return;
    await endSearchIndex(unit, id, 'UNWANTED');
    await changeSchema(unit.tx, unit.account.id);
    const { objectTypeId, property, kind } = present;
    const summary = `Removed the index of ${kind === 'WORDS' ? 'the words of ' : ''}${property} of ${objectTypeId} records.`;
    await note(unit, caller, 'INDEX_REMOVED', id, summary, { objectTypeId, property, kind });
  });
}

async function note(
  unit: Unit,
  caller: Caller,
  kind: 'INDEX_MADE' | 'INDEX_REMOVED',
  id: string,
  summary: string,
  detail: Pick<SearchIndexRow, 'objectTypeId' | 'property' | 'kind'>,
): Promise<void> {
  await noteAudit(unit, caller, { kind, id, summary, detail: { ...detail } });
}

function requireIndexable(schema: CrmSchema, type: ObjectType, { property, kind }: AskedIndex) {
  const compares = comparisonOf(schema, type.id, property);
  const wrong = (path: string, code: string, message: string) =>
    invalid([{ path, code, message: `${path}: ${message}` }]);
  if (compares === undefined)
    throw wrong(
      'property',
      'PROPERTY_DOESNT_EXIST',
      `there is no property ${quote(property)} of ${type.name} records.`,
    );
  if (property === 'hs_object_id')
    throw wrong('property', 'INVALID_VALUE', `records are found by ${quote(property)} without an index.`);
  if (kind === 'WORDS' && compares === 'NUMBER')
    throw wrong(
      'kind',
      'INVALID_VALUE',
      `${quote(kind)} are not looked for in ${quote(property)}, whose values are numbers.`,
    );
  return compares;
}
