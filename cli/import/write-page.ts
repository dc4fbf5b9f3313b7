import { isOfOneThing, sayRefusal, whyNot } from './bring.ts';
import type { Importing, RecordType } from './importing.ts';
import { SOURCE_CHANGED, SOURCE_ID, sourceIdOf, thereOf } from './source-id.ts';

/** A record of the source with the values that are written. */
export interface ComingRecord {
  readonly id: string;
  /** When the source has last changed it, and of which properties values are taken. */
  readonly changed: string;
  readonly properties: Readonly<Record<string, string>>;
}

interface Page {
  readonly what: string;
  readonly type: RecordType & { readonly targetId: string };
  readonly records: readonly ComingRecord[];
}

/** What is written of a record, and where to. */
interface Input {
  readonly id: string;
  readonly idProperty?: string;
  readonly properties: Record<string, string>;
  readonly objectWriteTraceId: string;
}

const CONTACT = '0-1';

/**
 * Writes a page of records: those that are new, and those that the source has changed since they were taken. A record bears the id of the source and is
 * found by it, so a page that was written and not noted is found written. Contacts that were here before are found by their address. The number of
 * calls does not grow with the page; a record that is refused is reported, and the others go in.
 */
export async function writePage(importing: Importing, { what, type, records }: Page): Promise<void> {
  const { report } = importing;
  const there = await thereOf(
    importing,
    type.targetId,
    records.map(({ id }) => id),
  );
  const same = records.filter(({ id, changed }) => there.get(id)?.changed === changed);
  report.count(what, 'there', same.length);
  const left = records.filter((record) => !same.includes(record));
  const byAddress = await holdersOf(
    importing,
    type,
    left.filter(({ id }) => !there.has(id)),
  );
  const adopted = left.filter(({ id }) => byAddress.has(id));
  await write(
    importing,
    { what, type, verb: 'update' },
    adopted.map((record) => inputOf(importing, record, byAddress.get(record.id))),
  );
  const others = left.filter(({ id }) => !byAddress.has(id));
  await write(
    importing,
    { what, type, verb: 'upsert' },
    others.map((record) => inputOf(importing, record, undefined)),
  );
}

/** Contacts that nobody has imported, and that have the address of one that comes: by its id in the source. */
async function holdersOf(
  { target }: Importing,
  type: Page['type'],
  records: readonly ComingRecord[],
): Promise<ReadonlyMap<string, string>> {
  const addresses = new Map(
    records.flatMap(({ id, properties }) => {
      const address = properties['email']?.toLowerCase();
      return address ? [[address, id]] : [];
    }),
  );
  if (type.sourceId !== CONTACT || addresses.size === 0) return new Map();
  const { results } = await target.call('POST /crm/v3/objects/{objectType}/batch/read', {
    path: { objectType: type.targetId },
    query: {},
    body: {
      inputs: [...addresses.keys()].map((id) => ({ id })),
      idProperty: 'email',
      properties: ['email', SOURCE_ID],
    },
  });
  return new Map(
    results.flatMap(({ id, properties }) => {
      const record = addresses.get(properties['email']?.toLowerCase() ?? '');
      return record === undefined || properties[SOURCE_ID] ? [] : [[record, id]];
    }),
  );
}

function inputOf(
  importing: Importing,
  { id, changed, properties }: ComingRecord,
  targetId: string | undefined,
): Input {
  const sourceId = sourceIdOf(importing, id);
  return {
    ...(targetId === undefined ? { id: sourceId, idProperty: SOURCE_ID } : { id: targetId }),
    properties: { ...properties, [SOURCE_ID]: sourceId, [SOURCE_CHANGED]: changed },
    // An input that is marked is answered by itself; of unmarked ones the first refusal refuses all.
    objectWriteTraceId: id,
  };
}

interface Writing {
  readonly what: string;
  readonly type: Page['type'];
  readonly verb: 'update' | 'upsert';
}

/** A batch that is refused as a whole is halved, until what is wrong stands alone. */
async function write(importing: Importing, writing: Writing, inputs: readonly Input[]): Promise<void> {
  if (inputs.length === 0) return;
  const { target, report } = importing;
  const { what, type, verb } = writing;
  try {
    const { results, errors = [] } = await target.call(`POST /crm/v3/objects/{objectType}/batch/${verb}`, {
      path: { objectType: type.targetId },
      body: { inputs: [...inputs] },
    });
    const made = results.filter((result) => result.new === true).length;
    report.count(what, 'made', made);
    report.count(what, 'changed', results.length - made);
    for (const error of errors) {
      const [id = '?'] = error.context['objectWriteTraceId'] ?? [];
      report.refused(what, id, null, sayRefusal(error));
    }
  } catch (error) {
    if (!isOfOneThing(error)) throw error;
    if (inputs.length === 1) return report.refused(what, inputs[0]!.objectWriteTraceId, null, whyNot(error));
    const half = Math.ceil(inputs.length / 2);
    await write(importing, writing, inputs.slice(0, half));
    await write(importing, writing, inputs.slice(half));
  }
}
