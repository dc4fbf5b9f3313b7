import { quote } from '@millrace/core/problem';
import { requireEnrollment } from '../enrollments/index.ts';
import { requireFlow } from '../flows/index.ts';
import type { Store } from '../history/index.ts';
import { ApiError, type Caller, invalid, requireScopes } from '../platform/index.ts';
import { requireRecords, typeNamed } from '../schema/index.ts';

/** Topics of one stream: what a page shows, several times over. */
export const TOPICS_MAX = 50;

interface TopicKind {
  readonly name: string;
  readonly pattern: RegExp;
  readonly example: string;
  /** 403 or 404 for a caller who may not look at it. */
  require(store: Store, caller: Caller, ...ids: readonly string[]): Promise<unknown>;
}

const whoeverAutomates = async (_: Store, caller: Caller) => requireScopes(caller, ['automation']);

/** What can be looked at. Who may hear of a thing is who may read it. Ids are as hints have them: `flow:007` would hear nothing. */
const KINDS: readonly TopicKind[] = [
  { name: 'flows', pattern: /^flows$/, example: 'flows', require: whoeverAutomates },
  {
    name: 'flow',
    pattern: /^flow:([1-9]\d{0,17})$/,
    example: 'flow:7',
    async require({ sql }, caller, flowId = '') {
      requireScopes(caller, ['automation']);
      await requireFlow(sql, caller, flowId, 'read', 'any');
    },
  },
  {
    name: 'enrollment',
    pattern: /^enrollment:([1-9]\d{0,17})$/,
    example: 'enrollment:42',
    async require(store, caller, id = '') {
      requireScopes(caller, ['automation']);
      await requireEnrollment(store, caller, id, 'read');
    },
  },
  {
    name: 'record',
    pattern: /^record:(\d{1,9}-\d{1,9})\/[1-9]\d{0,17}$/,
    example: 'record:0-1/1001',
    require: async (_, caller, objectTypeId = '') => requireRecords(caller, typeNamed(objectTypeId), 'read'),
  },
  {
    name: 'records',
    pattern: /^records:(\d{1,9}-\d{1,9})$/,
    example: 'records:0-1',
    require: async (_, caller, objectTypeId = '') => requireRecords(caller, typeNamed(objectTypeId), 'read'),
  },
  { name: 'errors', pattern: /^errors$/, example: 'errors', require: whoeverAutomates },
  { name: 'clock', pattern: /^clock$/, example: 'clock', require: whoeverAutomates },
  { name: 'jobs', pattern: /^jobs$/, example: 'jobs', require: whoeverAutomates },
  { name: 'outbox', pattern: /^outbox$/, example: 'outbox', require: whoeverAutomates },
  {
    name: 'mailbox',
    pattern: /^mailbox$/,
    example: 'mailbox',
    require: async (_, caller) => requireScopes(caller, ['automation', 'crm.objects.contacts.read']),
  },
];

/** The topics of a stream, each once. 400 for what is none, 403 or 404 for what the caller may not look at. */
export async function openTopics(store: Store, caller: Caller, asked: string): Promise<readonly string[]> {
  const topics = [...new Set(asked.split(','))];
  if (topics.length > TOPICS_MAX)
    throw refuse('TOO_MANY', `topics has ${topics.length} topics; a stream has at most ${TOPICS_MAX}.`);
  for (const topic of topics) {
    const kind = KINDS.find(({ pattern }) => pattern.test(topic));
    if (!kind) {
      const known = KINDS.map(({ example }) => example).join(', ');
      throw refuse('UNKNOWN_TOPIC', `topics has ${quote(topic)}; topics are such as ${known}.`);
    }
    const ids = kind.pattern.exec(topic)!.slice(1);
    await kind.require(store, caller, ...ids).catch((error: unknown) => {
      // Who asks for several can go on with the others.
      throw error instanceof ApiError ? error.about({ topic: [topic] }) : error;
    });
  }
  return topics;
}

function refuse(code: string, message: string) {
  return invalid([{ path: 'topics', code, message }], message);
}
