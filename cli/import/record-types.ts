import { STANDARD_OBJECT_TYPES } from '@millrace/core/crm';
import { UsageError } from '../usage-error.ts';
import { schemasOf } from './definitions.ts';
import { type Importing, NOT_YET, type RecordType } from './importing.ts';

/** Those whose properties, pipelines and labels are always taken, and whose records are where no others are named. */
const USUAL = ['0-1', '0-2', '0-3', '0-5'];

/** The usual types, the account's own, and those that are named: in this order. */
export async function recordTypes(importing: Importing): Promise<readonly RecordType[]> {
  const own = await ownTypes(importing);
  const named = namedTypes(importing, own);
  return [
    ...new Map([...USUAL.map(standard), ...own, ...named].map((type) => [type.sourceId, type])).values(),
  ];
}

/** The types whose records are asked for. Fails where one is named that neither side has. */
export async function typesOfRecords(importing: Importing): Promise<readonly RecordType[]> {
  const own = await ownTypes(importing);
  return importing.records === 'ALL' ? [...USUAL.map(standard), ...own] : namedTypes(importing, own);
}

function namedTypes({ records }: Importing, own: readonly RecordType[]): readonly RecordType[] {
  if (records === 'ALL') return [];
  return records.map((said) => {
    const wanted = said.toLowerCase();
    const known = STANDARD_OBJECT_TYPES.find(({ aliases }) => aliases.includes(wanted));
    if (known) return standard(known.id);
    const ofAccount = own.find(({ name, sourceId }) => sourceId === wanted || name.toLowerCase() === wanted);
    if (ofAccount) return ofAccount;
    const names = [...USUAL.map((id) => standard(id).name), ...own.map(({ name }) => name)];
    throw new UsageError(
      `--records ${JSON.stringify(said)}: there is no such type of records. There are ${names.join(', ')}, and those of activities and commerce, such as notes and products.`,
    );
  });
}

async function ownTypes({ source, state, readable }: Importing): Promise<readonly RecordType[]> {
  if (!readable.has('types')) return [];
  return (await schemasOf(source)).map(({ objectTypeId, name }) => {
    const targetId = state.idOf('objectType', objectTypeId);
    return { name, sourceId: objectTypeId, targetId: targetId === NOT_YET ? undefined : targetId };
  });
}

function standard(id: string): RecordType {
  const { plural } = STANDARD_OBJECT_TYPES.find((type) => type.id === id)!;
  return { name: plural, sourceId: id, targetId: id };
}
