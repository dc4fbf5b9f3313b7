import { createHash } from 'node:crypto';
import type { Importing, RecordType } from '../importing.ts';
import { eachPage } from '../pages.ts';
import { typesOfRecords } from '../record-types.ts';
import { ensureSourceId } from '../source-id.ts';
import { writePage } from '../write-page.ts';
import { propertiesOf, said } from './properties.ts';
import { isWritable, type Property } from './property-definition.ts';

/** Properties whose values are the id of a pipeline, or of a stage. */
const PIPELINES: Readonly<Record<string, 'pipeline' | 'stage'>> = {
  pipeline: 'pipeline',
  dealstage: 'stage',
  hs_pipeline: 'pipeline',
  hs_pipeline_stage: 'stage',
};

/** Records with the values that can be written, type by type. */
export async function bringRecords(importing: Importing): Promise<void> {
  for (const type of await typesOfRecords(importing)) {
    if (importing.mode === 'LOOK') await countRecords(importing, type);
    else if (type.targetId === undefined)
      importing.report.refused(
        `records of ${type.name}`,
        type.sourceId,
        type.name,
        'the custom object has not been taken',
      );
    else await bringRecordsOf(importing, { ...type, targetId: type.targetId });
  }
}

/** Search tells how many there are; it does not give more than 10,000 of them. */
async function countRecords({ source, report }: Importing, { name, sourceId }: RecordType): Promise<void> {
  const { total } = await source.call('POST /crm/v3/objects/{objectType}/search', {
    path: { objectType: sourceId },
    body: { limit: 1, filterGroups: [], properties: [], sorts: [] },
  });
  report.count(`records of ${name}`, 'made', total);
}

async function bringRecordsOf(
  importing: Importing,
  type: RecordType & { readonly targetId: string },
): Promise<void> {
  const { source, target, report, state, progress } = importing;
  const what = `records of ${type.name}`;
  await ensureSourceId(importing, type.targetId);
  const there = new Map(
    (await propertiesOf(target, type.targetId)).map((property) => [property.name, property]),
  );
  const all = await propertiesOf(source, type.sourceId);
  const taken = all.filter(({ name }) => isTaken(there.get(name)));
  const left = all.filter(({ name }) => !isTaken(there.get(name)));
  if (left.length > 0)
    report.note(
      `${type.name}: ${said(left.map(({ name }) => name))} of the properties are calculated or kept by the server: their values are not written.`,
    );
  const kinds = new Map(taken.map((property) => [property.name, kindOf(property)]));
  const properties = taken.map(({ name }) => name);
  const width = digestOf(properties);
  let done = 0;
  await eachPage(importing, type, { work: what, properties }, async (records) => {
    await writePage(importing, {
      what,
      type,
      records: records.map(({ id, updatedAt, properties }) => ({
        id,
        changed: `${updatedAt} ${width}`,
        properties: valuesOf(properties),
      })),
    });
    done += records.length;
    progress.say(`${what}: ${done}`);
  });

  function valuesOf(values: Readonly<Record<string, string | null>>): Record<string, string> {
    return Object.fromEntries(
      properties.flatMap((name) => {
        const value = values[name];
        if (value === undefined || value === null || value === '') return [];
        const kind = kinds.get(name);
        return [[name, kind === undefined ? value : (state.idOf(kind, value) ?? value)]];
      }),
    );
  }
}

/** Of which properties values are taken, in 8 digits: with one more, what the source has not changed is taken anew. */
function digestOf(names: readonly string[]): string {
  return createHash('sha256').update(names.toSorted().join()).digest('hex').slice(0, 8);
}

/** Whether its values can be written there. */
function isTaken(property: Property | undefined): boolean {
  return property !== undefined && isWritable(property);
}

/** What the values of a property are the ids of, that another account gives anew. */
function kindOf({ name, referencedObjectType }: Property): string | undefined {
  if (name === 'hubspot_owner_id' || referencedObjectType === 'OWNER') return 'owner';
  if (name === 'hubspot_team_id') return 'team';
  return PIPELINES[name];
}
