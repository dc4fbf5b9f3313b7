import { isRecordId, type ObjectType } from '@millrace/core/crm';
import { quote } from '@millrace/core/problem';
import type { RecordImage } from '@millrace/core/record';
import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import {
  ApiError,
  type App,
  batchAnswerOf,
  flag,
  idNotTaken,
  noContent,
  notFound,
  refused,
} from '../../platform/index.ts';
import {
  answerBatch,
  done,
  failed,
  type InputResult,
  inputContext,
  objectTypeParams,
  openObjectType,
  READS_RECORDS,
  requireProperties,
  viewOf,
  WRITES_RECORDS,
} from '../../schema/index.ts';
import { batchedNewRecordAnswer, changedRecordAnswer, recordAnswer } from '../answers.ts';
import { archiveRecords } from '../archive-records.ts';
import { createRecords } from '../create-records.ts';
import { nameIdProperty, notAnIdProperty } from '../errors.ts';
import { findRecords } from '../find-records.ts';
import { requireHistoryBounds } from '../history-bounds.ts';
import type { Links } from '../links.ts';
import { openForWrite } from '../open-records.ts';
import { presentWritten } from '../present.ts';
import { readRecords } from '../read-records.ts';
import { type CrmUnit, writeRecords } from '../unit.ts';
import { updateRecords } from '../update-records.ts';
import { upsertRecords } from '../upsert-records.ts';
import { requireAll } from './all-or-nothing.ts';
import { batchIds, batchNewRecords, batchRead, batchUpdates } from './inputs.ts';
import { linksOf } from './links.ts';

type UpdateInputs = z.output<typeof batchUpdates>['inputs'];

/** `/crm/v3/objects/{objectType}/batch/…`: up to a hundred records at a time. */
export function objectBatchRoutes(app: App, store: Store): void {
  const path = '/crm/v3/objects/:objectType/batch';
  const params = objectTypeParams;

  const made = batchAnswerOf(batchedNewRecordAnswer);
  const create = {
    summary: 'Create many records',
    params,
    body: batchNewRecords,
    response: { 201: made, 207: made },
  };
  app.post(`${path}/create`, { config: WRITES_RECORDS, schema: create }, async (request, reply) => {
    const { inputs } = request.body;
    const { outcomes, hidden, now } = await writeRecords(store, request.caller, async (unit) => {
      const { objectType } = request.params;
      const { type, hidden } = openForWrite(unit.schema, request.caller, objectType, inputs);
      const outcomes = await createRecords(unit, type, inputs);
      requireAll(inputs, outcomes, ({ id }) => id);
      return { outcomes, hidden, now: unit.account.now };
    });
    const links = linksOf(request);
    const answers = map(outcomes, (image, index) => ({
      ...written(image, inputs[index], hidden, links),
      ...idNotTaken('id', inputs[index]?.id, image.id),
    }));
    return answerBatch(reply, 201, now, answers, (index) => inputContext(inputs[index], index));
  });

  const changed = batchAnswerOf(changedRecordAnswer);
  const changing = { params, body: batchUpdates, response: { 200: changed, 207: changed } };
  for (const [verb, change, summary] of [
    ['update', update, 'Change many records'],
    ['upsert', upsert, 'Create or change many records by a unique property'],
  ] as const) {
    app.post(
      `${path}/${verb}`,
      { config: WRITES_RECORDS, schema: { summary, ...changing } },
      async (request, reply) => {
        const { inputs } = request.body;
        const idProperty = idPropertyOf(inputs);
        const { outcomes, hidden, now } = await writeRecords(store, request.caller, async (unit) => {
          const { objectType } = request.params;
          const { type, hidden } = openForWrite(unit.schema, request.caller, objectType, inputs, idProperty);
          const outcomes = await change(unit, type, inputs, idProperty);
          requireAll(inputs, outcomes, ({ image, isNew }) => (isNew ? image.id : undefined));
          return { outcomes: readAsIds(type, inputs, idProperty, outcomes), hidden, now: unit.account.now };
        });
        const links = linksOf(request);
        const answers = map(outcomes, ({ image, isNew }, index) => ({
          ...written(image, inputs[index], hidden, links),
          ...(isNew === undefined ? {} : { new: isNew }),
        }));
        return answerBatch(reply, 200, now, answers, (index) => inputContext(inputs[index], index));
      },
    );
  }

  const archive = { summary: 'Archive many records', params, body: batchIds, response: noContent };
  app.post(`${path}/archive`, { config: WRITES_RECORDS, schema: archive }, async (request, reply) => {
    await writeRecords(store, request.caller, async (unit) => {
      const type = openObjectType(unit.schema, request.caller, request.params.objectType, 'write');
      await archiveRecords(unit, type, [...new Set(request.body.inputs.map(({ id }) => id))]);
    });
    return reply.code(204).send();
  });

  const answered = batchAnswerOf(recordAnswer);
  const read = {
    summary: 'Read many records',
    params,
    querystring: z.object({ archived: flag }),
    body: batchRead,
    response: { 200: answered, 207: answered },
  };
  app.post(`${path}/read`, { config: READS_RECORDS, schema: read }, async (request, reply) => {
    const { inputs, idProperty, properties, propertiesWithHistory } = request.body;
    const view = await viewOf(store.sql, request.caller);
    const type = openObjectType(view.schema, request.caller, request.params.objectType, 'read');
    requireProperties(view.schema, request.caller, type, [idProperty ?? ''], 'read');
    requireHistoryBounds(propertiesWithHistory ?? [], inputs.length, 'inputs');
    const place = { db: store.sql, accountId: view.account.id, schema: view.schema, type };
    const ids = [...new Set(inputs.map(({ id }) => id))];
    const images = await findRecords(place, ids, idProperty ?? undefined);
    const matching = images.flatMap((image) =>
      image && (image.archivedAt !== null) === request.query.archived ? [image] : [],
    );
    const missing = ids.filter((_, index) => !matching.includes(images[index]!));
    // Two old ids of one record find it once.
    const found = [...new Map(matching.map((image) => [image.id, image])).values()];
    const wanted = {
      properties: properties ?? [],
      propertiesWithHistory: propertiesWithHistory ?? [],
      associations: [],
    };
    const answers = await readRecords(view, type, found, wanted, linksOf(request));
    const outcomes: InputResult<(typeof answers)[number]>[] = answers.map(done);
    if (missing.length > 0) outcomes.push(failed(couldNotGet(type, missing, idProperty ?? undefined)));
    return answerBatch(reply, 200, view.account.now, outcomes, () => ({ ids: missing }));
  });
}

/** Changes the records of a batch, which an update finds and an upsert may make: only that tells which are new. */
type Change = (
  unit: CrmUnit,
  type: ObjectType,
  inputs: UpdateInputs,
  idProperty: string | undefined,
) => Promise<InputResult<{ readonly image: RecordImage; readonly isNew?: boolean }>[]>;

const update: Change = async (unit, type, inputs, idProperty) =>
  map(await updateRecords(unit, type, inputs, idProperty), (image) => ({ image }));

const upsert: Change = (unit, type, inputs, idProperty) => {
  if (idProperty === 'hs_object_id') throw notAnIdProperty(type, idProperty);
  return upsertRecords(unit, type, inputs, idProperty);
};

/** One error for all ids that name no record, as the original answers a batch read. */
function couldNotGet(type: ObjectType, ids: readonly string[], idProperty: string | undefined): ApiError {
  const odd = idProperty === undefined ? ids.find((id) => !isRecordId(id)) : undefined;
  return new ApiError({
    status: 404,
    category: 'OBJECT_NOT_FOUND',
    ...(odd === undefined
      ? {}
      : { errors: [{ message: `${quote(odd)} was read as a record id. ${nameIdProperty(type, odd)}.` }] }),
    message: `Could not get some ${type.fullyQualifiedName} objects, they may be deleted or not exist. Check that ids are valid.`,
    context: { ids },
  });
}

/** Says of records that are not there why they may have been looked for in the wrong way. */
function readAsIds<T>(
  type: ObjectType,
  inputs: UpdateInputs,
  idProperty: string | undefined,
  outcomes: readonly InputResult<T>[],
): InputResult<T>[] {
  return outcomes.map((outcome, index) => {
    const id = inputs[index]?.id ?? '';
    if (outcome.ok || outcome.error.status !== 404 || idProperty !== undefined || isRecordId(id))
      return outcome;
    const read = `inputs[${index}] has no idProperty, so ${quote(id)} was read as a record id`;
    return failed(notFound(`${read}. ${nameIdProperty(type, id)}.`, { id: [id], objectType: [type.name] }));
  });
}

/** The property that tells the records of a batch apart: one for all inputs, of which no two name the same record. */
function idPropertyOf(inputs: UpdateInputs): string | undefined {
  const wanted = [...new Set(inputs.map((input) => input.idProperty ?? undefined))];
  if (wanted.length > 1) {
    throw refused(
      'inputs',
      'MIXED_ID_PROPERTIES',
      'inputs: all inputs of a batch must have the same idProperty.',
    );
  }
  const seen = new Set<string>();
  for (const { id } of inputs) {
    if (seen.has(id))
      throw refused('inputs', 'DUPLICATE_IDS', `inputs: Duplicate IDs found in batch input: [${id}].`);
    seen.add(id);
  }
  return wanted[0];
}

function written(
  image: Parameters<typeof presentWritten>[0],
  input: { readonly properties: object; readonly objectWriteTraceId?: string | null | undefined } | undefined,
  hidden: ReadonlySet<string>,
  links: Links,
) {
  const answer = presentWritten(image, Object.keys(input?.properties ?? {}), hidden, links);
  return input?.objectWriteTraceId ? { ...answer, objectWriteTraceId: input.objectWriteTraceId } : answer;
}

function map<T, U>(
  outcomes: readonly InputResult<T>[],
  present: (value: T, index: number) => U,
): InputResult<U>[] {
  return outcomes.map((outcome, index) => (outcome.ok ? done(present(outcome.value, index)) : outcome));
}
