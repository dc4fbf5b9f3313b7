import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import {
  type AnswerOf,
  type App,
  batchAnswerOf,
  type InputContext,
  noContent,
  refused,
} from '../../platform/index.ts';
import {
  answerBatch,
  done,
  type InputResult,
  READS_RECORDS,
  viewOf,
  WRITES_RECORDS,
} from '../../schema/index.ts';
import { defaultLinkAnswer, labelledOfAnswer, linkedAnswer } from '../answers.ts';
import {
  type Direction,
  type Linked,
  linkByDefault,
  linkPairs,
  type Pair,
  unlinkLabels,
  unlinkPairs,
} from '../associations/change-links.ts';
import { presentDefault, presentLabelled, presentLinked } from '../associations/present.ts';
import { readAssociatedPages } from '../associations/read-pages.ts';
import type { Links } from '../links.ts';
import { openDirection } from '../open-records.ts';
import { writeRecords } from '../unit.ts';
import { associationSpec, objectId } from './inputs.ts';
import { linksOf } from './links.ts';

/** Pairs in one batch, and records in one batch read, as in the original. */
export const BATCH_PAIRS_MAX = 2_000;
export const BATCH_READ_ASSOCIATIONS_MAX = 1_000;
/** Associated records that a batch read answers for one record; the rest come page by page. */
const READ_ASSOCIATED_MAX = 500;

const params = z.object({ fromObjectType: z.string(), toObjectType: z.string() });
const pair = z.object({ from: objectId, to: objectId });
const pairWithTypes = pair.extend({ types: z.array(associationSpec).min(1) });
const cursor = z.string().regex(/^\d{1,18}$/, 'must be the cursor of an earlier page');

function bodyOf<T extends z.ZodType>(input: T, most: number) {
  return z.object({ inputs: z.array(input).max(most) });
}

/** `/crm/v4/associations/{fromObjectType}/{toObjectType}/batch/…`: the associations of many pairs of records. */
export function associationBatchRoutes(app: App, store: Store): void {
  const path = '/crm/v4/associations/:fromObjectType/:toObjectType/batch';
  const linked = batchAnswerOf(linkedAnswer);
  const linkedByDefault = batchAnswerOf(defaultLinkAnswer);
  const found = batchAnswerOf(labelledOfAnswer);

  const create = {
    summary: 'Associate many pairs of records',
    params,
    body: bodyOf(pairWithTypes, BATCH_PAIRS_MAX),
    response: { 201: linked, 207: linked },
  };
  app.post(`${path}/create`, { config: WRITES_RECORDS, schema: create }, async (request, reply) => {
    const pairs = request.body.inputs.map(({ from, to, types }) => ({ from: from.id, to: to.id, types }));
    const { answers, now } = await writeRecords(store, request.caller, async (unit) => {
      const direction = openDirection(unit.schema, request.caller, typesIn(request.params), 'write');
      const outcomes = await linkPairs(unit, direction, pairs);
      return { answers: map(outcomes, (linked) => presentLinked(direction, linked)), now: unit.account.now };
    });
    return answerBatch(reply, 201, now, answers, pairContext(pairs));
  });

  const byDefault = {
    summary: 'Associate many pairs by the default type',
    params,
    body: bodyOf(pair, BATCH_PAIRS_MAX),
    response: { 200: linkedByDefault, 207: linkedByDefault },
  };
  app.post(
    `${path}/associate/default`,
    { config: WRITES_RECORDS, schema: byDefault },
    async (request, reply) => {
      const pairs = request.body.inputs.map(({ from, to }) => ({ from: from.id, to: to.id }));
      const { answers, now } = await writeRecords(store, request.caller, async (unit) => {
        const direction = openDirection(unit.schema, request.caller, typesIn(request.params), 'write');
        const outcomes = await linkByDefault(unit, direction, pairs);
        const both = outcomes.flatMap((outcome): InputResult<AnswerOf<typeof defaultLinkAnswer>>[] =>
          outcome.ok ? presentDefault(unit.schema, outcome.value).map(done) : [outcome],
        );
        return { answers: both, now: unit.account.now };
      });
      return answerBatch(reply, 200, now, answers, () => ({}));
    },
  );

  const archive = {
    summary: 'Remove the associations of many pairs',
    params,
    body: bodyOf(z.object({ from: objectId, to: z.array(objectId).max(BATCH_PAIRS_MAX) }), BATCH_PAIRS_MAX),
    response: noContent,
  };
  app.post(`${path}/archive`, { config: WRITES_RECORDS, schema: archive }, async (request, reply) => {
    const pairs = request.body.inputs.flatMap(({ from, to }) =>
      to.map(({ id }) => ({ from: from.id, to: id })),
    );
    if (pairs.length > BATCH_PAIRS_MAX) throw tooManyPairs(pairs);
    await writeRecords(store, request.caller, (unit) =>
      unlinkPairs(unit, openDirection(unit.schema, request.caller, typesIn(request.params), 'write'), pairs),
    );
    return reply.code(204).send();
  });

  const labels = { ...create, summary: 'Remove labels of many pairs', response: noContent };
  app.post(`${path}/labels/archive`, { config: WRITES_RECORDS, schema: labels }, async (request, reply) => {
    const pairs = request.body.inputs.map(({ from, to, types }) => ({ from: from.id, to: to.id, types }));
    await writeRecords(store, request.caller, (unit) =>
      unlinkLabels(unit, openDirection(unit.schema, request.caller, typesIn(request.params), 'write'), pairs),
    );
    return reply.code(204).send();
  });

  const read = {
    summary: 'Read the associations of many records',
    params,
    body: bodyOf(z.object({ ...objectId.shape, after: cursor.nullish() }), BATCH_READ_ASSOCIATIONS_MAX),
    response: { 200: found, 207: found },
  };
  app.post(`${path}/read`, { config: READS_RECORDS, schema: read }, async (request, reply) => {
    const view = await viewOf(store.sql, request.caller);
    const direction = openDirection(view.schema, request.caller, typesIn(request.params), 'read');
    const asked = request.body.inputs.map(({ id, after }) => ({ id, after: after ?? undefined }));
    const pages = await readAssociatedPages(view, direction, asked, READ_ASSOCIATED_MAX + 1);
    const links = linksOf(request, 'v4');
    const answers = pages.map((outcome) => {
      if (!outcome.ok) return outcome;
      const { id, rows } = outcome.value;
      return done(onePage(id, presentLabelled(view.schema, rows), direction, links));
    });
    return answerBatch(reply, 200, view.account.now, answers, () => ({}));
  });
}

function onePage(id: string, all: ReturnType<typeof presentLabelled>, { from, to }: Direction, links: Links) {
  const shown = all.slice(0, READ_ASSOCIATED_MAX);
  const last = shown.at(-1);
  if (all.length <= READ_ASSOCIATED_MAX || !last) return { from: { id }, to: shown };
  const after = String(last.toObjectId);
  return {
    from: { id },
    to: shown,
    paging: { next: { after, link: links.associated(from, id, to, after) } },
  };
}

function pairContext(pairs: readonly Pair[]): (index: number) => InputContext {
  return (index) => ({ fromObjectId: [pairs[index]?.from ?? ''], toObjectId: [pairs[index]?.to ?? ''] });
}

function tooManyPairs(pairs: readonly Pair[]) {
  return refused(
    'inputs',
    'OUT_OF_RANGE',
    `inputs must name at most ${BATCH_PAIRS_MAX} pairs, not ${pairs.length}.`,
  );
}

function typesIn({ fromObjectType, toObjectType }: z.output<typeof params>): [string, string] {
  return [fromObjectType, toObjectType];
}

function map<T>(outcomes: readonly InputResult<Linked>[], present: (linked: Linked) => T): InputResult<T>[] {
  return outcomes.map((outcome) => (outcome.ok ? done(present(outcome.value)) : outcome));
}
