import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { readAccount } from '../accounts/index.ts';
import { noteAudit } from '../audit/index.ts';
import { forgottenBefore, type Store } from '../history/index.ts';
import { type AnswerOf, type App, authorOf, instantAnswer } from '../platform/index.ts';
import { historyReaders } from '../triggers/index.ts';
import { changeSettings } from './change-settings.ts';
import { kept } from './days.ts';
import { DISPOSALS, isHeldBy, RETENTION_KINDS, type RetentionKind } from './kinds.ts';
import { listRetention } from './queries.ts';

const kindAnswer = z.strictObject({
  days: z.int().nullable().describe('null: for ever'),
  disposal: z
    .enum(DISPOSALS)
    .describe('What becomes of it then: it is deleted, or goes into the schema millrace_archive'),
  deleted: z
    .int()
    .describe('Rows that have been taken out since it was set, those of whole months not counted'),
  sweptAt: instantAnswer.nullable().describe('When the last sweep came to its end'),
  keptSince: instantAnswer
    .nullable()
    .describe('What is older has been given up, but for what is held; null while all is there'),
  heldBy: z
    .array(
      z.strictObject({
        type: z.enum(['FLOW', 'LIST']),
        id: z.string(),
        name: z.string().nullable(),
        properties: z.array(z.string()),
        eventTypeIds: z.array(z.string()),
      }),
    )
    .describe('Whose criteria read what has been: what they read is kept'),
});

function perKind<T>(of: (kind: RetentionKind) => T): Readonly<Record<RetentionKind, T>> {
  return Object.fromEntries(RETENTION_KINDS.map((kind) => [kind, of(kind)])) as Record<RetentionKind, T>;
}

const answer = z.strictObject(perKind(() => kindAnswer)).meta({ id: 'Retention' });

const body = z.strictObject(perKind(() => kept.optional()));

/** `/millrace/v1/retention`: how many days each kind of history is kept. */
export function retentionRoutes(app: App, store: Store): void {
  const url = '/millrace/v1/retention';
  const config = { scopes: ['millrace.admin'] };
  const response = { 200: answer };

  const read = { summary: 'Read how long history is kept, and what is held by criteria', response };
  app.get(url, { config, schema: read }, ({ caller }) => present(caller.accountId));

  const put = {
    summary: 'Set how many days kinds of history are kept, null for ever, and what becomes of them then',
    body,
    response,
  };
  app.put(url, { config, schema: put }, async ({ caller, body }) => {
    await store.write(caller.accountId, async (unit) => {
      const detail = await changeSettings(unit, body, authorOf(caller));
      if (Object.keys(detail).length === 0) return;
      const summary = `Changed how long history is kept: ${Object.keys(detail).join(', ')}.`;
      await noteAudit(unit, caller, { kind: 'RETENTION_CHANGED', id: null, summary, detail });
    });
    return present(caller.accountId);
  });

  async function present(accountId: string): Promise<AnswerOf<typeof answer>> {
    const account = await readAccount(store.sql, accountId);
    const set = new Map((await listRetention(store.sql, accountId)).map((each) => [each.kind, each]));
    const [readers, forgotten] = await Promise.all([
      historyReaders(store.sql, account),
      forgottenBefore(store.sql, accountId),
    ]);
    return perKind((kind) => {
      const { days = null, disposal = 'DELETE', deleted = 0, sweptAt = null } = set.get(kind) ?? {};
      const heldBy = readers.filter((reader) => isHeldBy(kind, reader));
      const since = forgotten.get(kind);
      return {
        days,
        disposal,
        deleted,
        heldBy,
        sweptAt: sweptAt === null ? null : iso(sweptAt),
        keptSince: since === undefined ? null : iso(since),
      };
    });
  }
}
