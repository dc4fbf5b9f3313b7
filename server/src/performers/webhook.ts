import { type AccountId, SecretUnreadable } from '../accounts/index.ts';
import {
  type Performed,
  type Performer,
  requestDigest,
  responseDigest,
  type TriedEffect,
} from '../effects/index.ts';
import type { OutgoingRequest } from '../outgoing/index.ts';
import type { PerformerEnvironment } from './environment.ts';
import { toTheirEnd } from './parts/to-their-end.ts';
import { type Bodies, loadBodies } from './parts/webhook/bodies.ts';
import { type Credentials, loadCredentials } from './parts/webhook/credentials.ts';
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
    if (composed.kind === 'refused') return composed.performed;
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
    async perform(accountId, effects, tell) {
      const asked = effects.map((effect) => ({ effect, request: webhookRequestOf(effect) }));
      try {
        const material = await loadMaterial({ db, secrets }, accountId, asked);
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
  { db, secrets }: Pick<PerformerEnvironment, 'db' | 'secrets'>,
  accountId: AccountId,
  asked: readonly Asked[],
): Promise<Material> {
  const told = asked.filter(({ request }) => request.body === 'record').map(({ request }) => refOf(request));
  const [bodies, credentials] = await Promise.all([
    loadBodies(db, accountId, told),
    loadCredentials(
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
  | { readonly kind: 'refused'; readonly performed: Performed };

function compose(
  accountId: AccountId,
  { effect, request }: Asked,
  { bodies, credentials }: Material,
): Composed {
  const { method, auth } = request;
  const record = refOf(request);
  const body = request.body === 'record' ? bodies(record) : '';
  if (body === null) return refused(effect, 'RECORD_DELETED', 'The record has been deleted.');
  const credited = credentials(auth, { method, url: request.url, body });
  if (credited.kind === 'failed') return refused(effect, credited.reason, credited.message);
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

function refused(effect: TriedEffect, reason: string, message: string): Composed {
  const result = { kind: 'failed', reason, message } as const;
  return {
    kind: 'refused',
    performed: { effect, outcome: { kind: 'finished', result }, target: 'not asked' },
  };
}
