import type { Reason } from '@millrace/core/flow';
import { type AccountId, SecretUnreadable } from '../accounts/index.ts';
import {
  type ForeseeEnvironment,
  type Foresight,
  type Performed,
  type Performer,
  refusedBefore,
  requestDigest,
  responseDigest,
  type TriedEffect,
} from '../effects/index.ts';
import type { OutgoingRequest } from '../outgoing/index.ts';
import type { PerformerEnvironment } from './environment.ts';
import { storedRecords } from './parts/stored-records.ts';
import { toTheirEnd } from './parts/to-their-end.ts';
import { type Bodies, loadBodies } from './parts/webhook/bodies.ts';
import { type Credentials, loadCredentials, maskedCredentials } from './parts/webhook/credentials.ts';
import { outcomeOfAnswer } from './parts/webhook/outcome-of-answer.ts';
import { type WebhookRequest, webhookRequestOf } from './parts/webhook/webhook-request.ts';

/** Webhooks that a process has in hand, to all receivers. */
export const WEBHOOKS_AT_ONCE_MAX = 300;

/** Webhooks in hand for each connection to a receiver: while one is under way, the next is put together and the last is stored. */
const IN_HAND_PER_CONNECTION = 2;

/** Sends the webhooks of `WEBHOOK`. A receiver that is slow or silent has its own connections, and waits for nobody else. */
export function webhookPerformer({ db, outgoing, secrets }: PerformerEnvironment): Performer {
  const send = async (
    accountId: AccountId,
    { effect, request }: Asked,
    material: Material,
  ): Promise<Performed> => {
    const composed = compose(accountId, { effect, request }, material);
    if (composed.kind === 'refused') return notSent(effect, composed.reason, composed.message);
    const { body, method, url } = composed.request;
    const answer = await outgoing.request(composed.request);
    const response = answer.kind === 'answered' ? responseDigest(answer.status, answer.body) : undefined;
    return {
      effect,
      ...outcomeOfAnswer(answer, new URL(url).host),
      attempt: { request: requestDigest(method, url, body), ...(response ? { response } : {}) },
    };
  };
  return {
    kind: 'webhook',
    kinds: ['webhook'],
    slots: WEBHOOKS_AT_ONCE_MAX,
    slotsPerTarget: Math.min(IN_HAND_PER_CONNECTION * outgoing.connectionsPerHost, WEBHOOKS_AT_ONCE_MAX),
    async foresee(environment, accountId, effects) {
      const asked = effects.map((effect) => ({ effect, request: webhookRequestOf(effect) }));
      const material = await loadMaterial(environment, accountId, asked, maskedCredentials);
      return asked.map((each): Foresight => {
        const composed = compose(accountId, each, material);
        if (composed.kind === 'refused') return refusedBefore(composed.reason, composed.message);
        const { method, url, headers = {}, body } = composed.request;
        return {
          sends: { kind: 'REQUEST', method, url, headers, body: body === undefined ? null : String(body) },
          result: { kind: 'done', outputs: { hs_status_code: '200' }, detail: { status: 200 } },
        };
      });
    },
    async perform(accountId, effects, tell) {
      const asked = effects.map((effect) => ({ effect, request: webhookRequestOf(effect) }));
      try {
        const environment = { db, secrets, records: storedRecords(db, accountId) };
        const material = await loadMaterial(environment, accountId, asked, loadCredentials);
        await toTheirEnd(asked.map(async (each) => tell(await send(accountId, each, material))));
      } catch (error) {
        if (!(error instanceof SecretUnreadable)) throw error;
        for (const { effect } of asked)
          tell({ effect, outcome: { kind: 'retry', message: error.message }, target: 'not asked' });
      }
    },
  };
}

interface Asked {
  readonly effect: TriedEffect;
  readonly request: WebhookRequest;
}

interface Material {
  readonly bodies: Bodies;
  readonly credentials: Credentials;
}

/** For all of them, with a constant number of statements. */
async function loadMaterial(
  { db, secrets, records }: Pick<ForeseeEnvironment, 'db' | 'secrets' | 'records'>,
  accountId: AccountId,
  asked: readonly Asked[],
  credentialsFor: typeof loadCredentials,
): Promise<Material> {
  const told = asked.filter(({ request }) => request.body === 'record').map(({ request }) => refOf(request));
  const [bodies, credentials] = await Promise.all([
    loadBodies(records, accountId, told),
    credentialsFor(
      db,
      secrets,
      accountId,
      asked.map(({ request }) => request.auth),
    ),
  ]);
  return { bodies, credentials };
}

type Composed =
  | { readonly kind: 'request'; readonly request: OutgoingRequest }
  | { readonly kind: 'refused'; readonly reason: Reason; readonly message: string };

function compose(
  accountId: AccountId,
  { effect, request }: Asked,
  { bodies, credentials }: Material,
): Composed {
  const { method, auth } = request;
  const record = refOf(request);
  const body = request.body === 'record' ? bodies(record) : '';
  if (body === null)
    return { kind: 'refused', reason: 'RECORD_DELETED', message: 'The record has been deleted.' };
  const credited = credentials(auth, { method, url: request.url, body });
  if (credited.kind === 'failed') return { ...credited, kind: 'refused' };
  const { flowId, enrollmentId, actionId, idempotencyKey, signal } = effect;
  return {
    kind: 'request',
    request: {
      accountId,
      origin: { kind: 'webhook', flowId, enrollmentId, actionId, idempotencyKey, record },
      method,
      url: credited.url,
      headers: {
        ...(body === '' ? {} : { 'content-type': 'application/json' }),
        'idempotency-key': idempotencyKey,
        ...credited.headers,
      },
      ...(body === '' ? {} : { body }),
      signal,
    },
  };
}

function refOf({ objectTypeId, recordId: id }: WebhookRequest) {
  return { objectTypeId, id };
}

function notSent(effect: TriedEffect, reason: Reason, message: string): Performed {
  const result = { kind: 'failed', reason, message } as const;
  return { effect, outcome: { kind: 'finished', result }, target: 'not asked' };
}
