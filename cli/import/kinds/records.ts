import { propertiesOf } from '../definitions.ts';
import type { Importing, RecordType } from '../importing.ts';
import { eachPage } from '../pages.ts';
import { typesOfRecords } from '../record-types.ts';
import { said } from '../said.ts';
import { ensureSourceId } from '../source-id.ts';
import { type Taking, takingOf } from '../values.ts';
import { writePage } from '../write-page.ts';

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
  const taking = takingOf(
    state,
    await propertiesOf(source, type.sourceId),
    await propertiesOf(target, type.targetId),
  );
  noteWhatIsLeft(importing, type, taking);
  const { names, width } = taking;
  let done = 0;
  await eachPage(importing, type, { work: what, properties: names }, async (records) => {
    const coming = records.map(({ id, updatedAt, properties: values }) => {
      const { properties, missing } = taking.valuesOf(values);
      for (const thing of missing)
        report.note(`${type.name}: the ${thing} is not here, and is left out of the records that name it.`);
      // Once it is here, these records are taken anew.
      return { id, changed: [updatedAt, width, ...missing].join(' '), properties };
    });
    await writePage(importing, { what, type, records: coming });
    done += records.length;
    progress.say(`${what}: ${done}`);
  });
}

function noteWhatIsLeft({ report }: Importing, { name }: RecordType, { kept, naming }: Taking): void {
  if (kept.length > 0)
    report.note(
      `${name}: ${said(kept)} of the properties are calculated or kept by the server: their values are not written.`,
    );
  if (naming.length > 0)
    report.note(
      `${name}: ${said(naming)} of the properties name records, as their associations do: they are not written.`,
    );
}
