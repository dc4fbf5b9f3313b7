import type { Given } from '@millrace/client';
import { propertiesOf } from './definitions.ts';
import type { Importing, RecordType } from './importing.ts';

/** The property that says of an imported record which one it is in the source: `<account>-<record>`. No two records have the same. */
export const SOURCE_ID = 'import_source_id';
/** The property that says when the source had last changed it when it was taken. What the source has not changed since is left alone. */
export const SOURCE_CHANGED = 'import_source_changed';
const GROUP = 'import_information';

/** As many records as the API reads and writes at once. */
export const BATCH = 100;

type Definition = Given<'POST /crm/v3/properties/{objectType}'>['body'];

const DEFINITIONS: readonly Definition[] = [
  {
    name: SOURCE_ID,
    label: 'Imported from',
    description:
      'The account and the id that the record had where it was imported from. The next import knows it by that.',
    type: 'string',
    fieldType: 'text',
    groupName: GROUP,
    hasUniqueValue: true,
    hidden: true,
  },
  {
    name: SOURCE_CHANGED,
    label: 'Imported as of',
    description: 'When the record had last been changed there when it was imported.',
    type: 'string',
    fieldType: 'text',
    groupName: GROUP,
    hidden: true,
  },
];

/** Makes the two properties on a type, where they are not there yet. */
export async function ensureSourceId({ target }: Importing, objectType: string): Promise<void> {
  const there = new Set((await propertiesOf(target, objectType)).map(({ name }) => name));
  const missing = DEFINITIONS.filter(({ name }) => !there.has(name));
  if (missing.length === 0) return;
  const path = { objectType };
  const groups = await target.call('GET /crm/v3/properties/{objectType}/groups', { path });
  if (!groups.results.some(({ name }) => name === GROUP))
    await target.call('POST /crm/v3/properties/{objectType}/groups', {
      path,
      body: { name: GROUP, label: 'Import' },
    });
  for (const body of missing) await target.call('POST /crm/v3/properties/{objectType}', { path, body });
}

export function sourceIdOf({ portalId }: Importing, id: string): string {
  return `${portalId}-${id}`;
}

/** A record that is there already. */
export interface ThereRecord {
  readonly id: string;
  readonly changed: string | null;
}

/** Those of a hundred records of the source that are there, by their ids in the source. */
export async function thereOf(
  importing: Importing,
  objectType: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ThereRecord>> {
  const { results } = await importing.target.call('POST /crm/v3/objects/{objectType}/batch/read', {
    path: { objectType },
    query: {},
    body: {
      inputs: ids.map((id) => ({ id: sourceIdOf(importing, id) })),
      idProperty: SOURCE_ID,
      properties: [SOURCE_ID, SOURCE_CHANGED],
    },
  });
  const prefix = sourceIdOf(importing, '');
  return new Map(
    results.flatMap(({ id, properties }) => {
      const known = properties[SOURCE_ID];
      if (!known?.startsWith(prefix)) return [];
      return [[known.slice(prefix.length), { id, changed: properties[SOURCE_CHANGED] ?? null }]];
    }),
  );
}

/** The ids on the target of records of a type, each asked for once as long as it is remembered. */
export class TargetIds {
  readonly #importing: Importing;
  readonly #known = new Map<string, Map<string, string | undefined>>();

  constructor(importing: Importing) {
    this.#importing = importing;
  }

  /** By the ids of the source; what is not there is left out. */
  async of({ targetId, sourceId }: RecordType, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const known = this.#known.get(sourceId) ?? new Map<string, string | undefined>();
    const isFull = known.size > REMEMBERED_MAX;
    if (isFull) known.clear();
    this.#known.set(sourceId, known);
    const asked = [...new Set(ids)].filter((id) => !known.has(id));
    for (let at = 0; at < asked.length; at += BATCH) {
      const chunk = asked.slice(at, at + BATCH);
      const there = await thereOf(this.#importing, targetId!, chunk);
      for (const id of chunk) known.set(id, there.get(id)?.id);
    }
    return new Map(
      ids.flatMap((id) => {
        const found = known.get(id);
        return found === undefined ? [] : [[id, found]];
      }),
    );
  }
}

/** Records of a type that are remembered by both ids: 20 MB at most. */
const REMEMBERED_MAX = 100_000;
