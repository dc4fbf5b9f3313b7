/**
 * The bare side: Fastify as it comes, whose routes write the one row that the request is about, in a transaction of its own, on a pool
 * like the product's. They check nothing, look up nothing, log nothing.
 */
import Fastify, { type FastifyReply } from 'fastify';
import { ensureFirstAccount } from '../../server/src/accounts/index.ts';
import { ensurePartitions } from '../../server/src/history/partitions.ts';
import { type DatabaseAddress, migrate, openDatabase, type Sql } from '../../server/src/platform/index.ts';
import { answerParent } from '../place/child.ts';
import { countingStatements } from './counting.ts';
import { CONTACTS, contactOf } from './requests.ts';

export type BareQuestion =
  | { readonly kind: 'start'; readonly address: DatabaseAddress }
  | { readonly kind: 'asked' };

type Properties = Readonly<Record<string, string>>;

const app = Fastify();
const counting = countingStatements();
let sql: Sql;
let accountId: string;

answerParent(
  async (question: BareQuestion) => {
    if (question.kind === 'asked') return counting.asked(sql);
    sql = openDatabase(question.address, { onStatement: counting.onStatement });
    await migrate(sql);
    accountId = (await ensureFirstAccount(sql, 'bench-token-of-the-bare-account')).id;
    await ensurePartitions(sql, Date.now());
    return app.listen({ port: 0, host: '127.0.0.1' });
  },
  async () => {
    await app.close();
    await sql.end();
  },
);

app.post<{ Body: { properties: Properties } }>(CONTACTS, async ({ body }, reply) => {
  const [row] = await insertRecords([body.properties]);
  return answer(reply.code(201), row!, body.properties);
});

app.patch<{ Body: { properties: Properties }; Params: { id: string } }>(
  `${CONTACTS}/:id`,
  async ({ body, params }, reply) => {
    const properties = { ...contactOf(params.id), ...body.properties };
    const [row] = await insertRecords([properties]);
    return answer(reply, row!, properties);
  },
);

app.post<{ Body: { fields: readonly { name: string; value: string }[] } }>(
  '/submissions/v3/integration/secure/submit/:portalId/:formId',
  async ({ body }, reply) => {
    await insertRecords([Object.fromEntries(body.fields.map(({ name, value }) => [name, value]))]);
    return reply.send({ inlineMessage: 'Thanks for submitting the form.' });
  },
);

app.post<{ Body: { eventName: string; objectId: string; properties: Properties } }>(
  '/events/v3/send',
  async ({ body }, reply) => {
    await sql.begin(
      (tx) => tx`
        insert into events (account_id, object_type_id, record_id, event_type_id, properties, occurred_at, at)
        values (${accountId}, '0-1', ${body.objectId}, '6-1', ${JSON.stringify(body.properties)}::text::jsonb, now(), now())`,
    );
    return reply.code(204).send();
  },
);

app.post<{ Body: { inputs: readonly { properties: Properties }[] } }>(
  `${CONTACTS}/batch/create`,
  async ({ body }, reply) => {
    const rows = await insertRecords(body.inputs.map(({ properties }) => properties));
    const results = rows.map(({ id, at }, index) => image(id, at, body.inputs[index]!.properties));
    return reply.code(201).send({ status: 'COMPLETE', results });
  },
);

interface Row {
  readonly id: string;
  readonly at: number;
}

async function insertRecords(records: readonly Properties[]): Promise<readonly Row[]> {
  return sql.begin(
    async (tx) =>
      (await tx`
        insert into records (account_id, object_type_id, id, properties, created_at, updated_at)
        select ${accountId}::bigint, '0-1', nextval('record_ids'), properties::jsonb, now(), now()
        from unnest(${records.map((properties) => JSON.stringify(properties))}::text[]) as row (properties)
        returning id, created_at as at`) as unknown as readonly Row[],
  );
}

function answer(reply: FastifyReply, { id, at }: Row, properties: Properties) {
  return reply.send(image(id, at, properties));
}

function image(id: string, at: number, properties: Properties) {
  const instant = new Date(at).toISOString();
  return { id, properties, createdAt: instant, updatedAt: instant, archived: false };
}
