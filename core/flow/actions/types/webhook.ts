import { type Problem, quote } from '../../../problem/index.ts';
import { SECOND } from '../../../time/index.ts';
import type { WebhookAction } from '../../definition/index.ts';
import { type RunContext, USUAL_RETRIES } from '../../engine/index.ts';
import type { Reason } from '../../reasons/index.ts';
import { external, misconfigured, type Requested } from '../action-type.ts';
import { namedInputs } from '../parts/named-inputs.ts';
import { outcomeOfOne } from '../parts/results.ts';
import { filledUrl, hostOf, URL_CHARACTERS_MAX } from '../parts/webhook-url.ts';
import { sayWebhook } from './webhook.say.ts';

/** Methods whose requests tell of the record. */
const WITH_BODY: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** 30 seconds for an answer, and time to wait for a turn before. */
const TRY_MS = 90 * SECOND;

const url = 'https://hooks.example.test/x';
const connection = { edgeType: 'STANDARD', nextActionId: '2' };
const post = { method: 'POST', webhookUrl: url, queryParams: [], connection };
const source = { name: 'source', value: { type: 'STATIC_VALUE', staticValue: 'a b' } };
const firstName = { name: 'name', value: { type: 'OBJECT_PROPERTY', propertyName: 'firstname' } };
const asked = { objectTypeId: '0-1', recordId: '101', method: 'POST', url, body: 'record' };
const effect = { type: 'webhook', target: 'hooks.example.test', request: asked };

export const webhook = external({
  id: 'WEBHOOK',
  say: sayWebhook,
  name: 'Send a webhook',
  says:
    'Calls a URL. The query is put together when the step begins. POST, PUT, PATCH and DELETE send the record as it is when they are sent: ' +
    'a contact with the history of its properties, any other as the API answers it. What a JSON object has in the answer are outputs for later ' +
    'actions. An answer of 5xx or 429 and one that does not come are tried again for three days; see [webhooks](../webhooks.md).',
  summary: 'Calls a URL, and keeps what it answers.',
  icon: 'webhook',
  group: 'OTHER',
  members: {
    method: {
      kind: 'choice',
      label: 'Method',
      help: 'POST, PUT, PATCH and DELETE send the record.',
      isRequired: true,
      choices: ['POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE'],
    },
    webhookUrl: {
      kind: 'url',
      label: 'URL',
      help: 'Begins with https://; tokens may stand behind the host.',
      isRequired: true,
    },
    queryParams: {
      kind: 'inputs',
      label: 'Query parameters',
      help: 'Added to the URL, each with a value.',
      isRequired: false,
    },
    authSettings: {
      kind: 'authentication',
      label: 'Authentication',
      help: 'A secret in a header or the query, or a signature of an app.',
      isRequired: false,
    },
  },
  reasons: {
    REFUSED_BY_RECEIVER: 'The answer was neither a success nor one that is tried again.',
    RETRIES_EXHAUSTED: 'For three days there was no answer, or none but errors of the receiver.',
    URL_NOT_ALLOWED:
      'The URL does not begin with `https://`, and its host is not one that this server is allowed to call otherwise.',
    ADDRESS_NOT_ALLOWED:
      'The host is at an address that is not public, and this server is not allowed to call it.',
    TOO_MANY_REDIRECTS: 'The receiver redirects without end.',
    REQUEST_INVALID: 'A header cannot be sent, as one with a line break in its value.',
    SECRET_MISSING: 'The account has no secret of the name that `authSettings` has.',
    APP_MISSING: 'The account has no app with the `appId` of `authSettings`, or not its secret.',
    RECORD_DELETED: 'The record has been deleted before the request was sent.',
    URL_TOO_LONG: `The URL with its query has more than ${URL_CHARACTERS_MAX} characters.`,
  },
  fields: {},
  givesAnyOutput: true,
  outputs: [{ key: 'hs_status_code', says: 'The status of the answer, such as `200`' }],
  retry: { ...USUAL_RETRIES, timeoutMs: TRY_MS },
  compile: (_, action: WebhookAction, { timeZone }) => {
    const host = hostOf(action.webhookUrl);
    if ('problem' in host) return misconfigured([host.problem]);
    if (action.method === 'CONNECT') return misconfigured([noRequest(action.method)]);
    return {
      request: (run) => requestOf(run, action, host.host, timeZone),
      finish: (results) => outcomeOfOne(results, action.connection),
    };
  },
  examples: [
    {
      shows: 'The request is asked for, and the enrollment waits for the answer.',
      action: post,
      outcome: {
        outcome: 'WAITING',
        waitsUntil: null,
        effects: [{ ...effect, retry: { ...USUAL_RETRIES, timeoutMs: TRY_MS } }],
      },
    },
    {
      shows: 'A GET with a query: tokens and values are filled in and encoded.',
      action: {
        ...post,
        method: 'GET',
        webhookUrl: `${url}/{{ enrolled_object.firstname }}?a=1`,
        queryParams: [source, firstName],
        authSettings: { type: 'AUTH_KEY', name: 'X-Api-Key', location: 'HEADER', secretName: 'api_key' },
      },
      properties: { firstname: 'Zoë/B' },
      outcome: {
        outcome: 'WAITING',
        effects: [
          {
            ...effect,
            request: {
              ...asked,
              method: 'GET',
              url: `${url}/Zo%C3%AB%2FB?a=1&source=a%20b&name=Zo%C3%AB%2FB`,
              body: 'none',
              auth: { type: 'AUTH_KEY', name: 'X-Api-Key', location: 'HEADER', secretName: 'api_key' },
            },
            retry: { ...USUAL_RETRIES, timeoutMs: TRY_MS },
          },
        ],
      },
    },
    {
      shows: 'The receiver has answered.',
      action: post,
      results: [{ kind: 'done', outputs: { hs_status_code: '200', score: '7' }, detail: { status: 200 } }],
      outcome: {
        outcome: 'SUCCEEDED',
        next: '2',
        outputs: { hs_status_code: '200', score: '7' },
        detail: { status: 200 },
      },
    },
    ...failures({
      REFUSED_BY_RECEIVER: 'hooks.example.test answered 404.',
      RETRIES_EXHAUSTED: 'Given up after 16 tries: hooks.example.test answered 503.',
      URL_NOT_ALLOWED: 'hooks.example.test is asked for by http://; the URL must begin with https://.',
      ADDRESS_NOT_ALLOWED: 'hooks.example.test is at 10.0.0.7, which is no address of the public internet.',
      TOO_MANY_REDIRECTS: 'hooks.example.test redirects more than 5 times.',
      REQUEST_INVALID: 'The value of the header X-Api-Key has characters that no header may have.',
      SECRET_MISSING: 'authSettings.secretName "api_key" is not a secret of this account.',
      APP_MISSING: 'authSettings.appId 7 is not an app of this account.',
      RECORD_DELETED: 'The record has been deleted.',
    }),
    {
      shows: 'A value that is too long for a query: nothing is sent.',
      action: { ...post, queryParams: [firstName] },
      properties: { firstname: 'x'.repeat(URL_CHARACTERS_MAX) },
      outcome: { outcome: 'FAILED', reason: 'URL_TOO_LONG', next: '2', effects: [] },
    },
    {
      shows: 'A token must not decide whom a webhook calls: lint says so, and every run fails.',
      action: { ...post, webhookUrl: 'https://{{ enrolled_object.domain }}/x' },
      outcome: { outcome: 'FAILED', reason: 'INVALID_CONFIGURATION', next: '2', effects: [] },
    },
    {
      shows: 'CONNECT is no request to a URL.',
      action: { ...post, method: 'CONNECT' },
      outcome: { outcome: 'FAILED', reason: 'INVALID_CONFIGURATION', next: '2', effects: [] },
    },
  ],
});

function failures(messages: Readonly<Partial<Record<Reason, string>>>) {
  return (Object.entries(messages) as [Reason, string][]).map(([reason, message]) => ({
    shows: message,
    action: post,
    results: [{ kind: 'failed', reason, message }] as const,
    outcome: { outcome: 'FAILED', reason, next: '2' } as const,
  }));
}

function noRequest(method: string): Problem {
  const message = `method ${quote(method)} opens a tunnel and is no request to a URL.`;
  return { path: 'method', code: 'METHOD_NOT_SUPPORTED', message };
}

/**
 * All but the record itself and the secrets: those are looked up when it is sent, so that what is stored stays small, shows nobody a secret, and
 * a try of the third day tells of the record as it is then.
 */
function requestOf(run: RunContext, action: WebhookAction, target: string, timeZone: string): Requested {
  const { method, webhookUrl, queryParams, authSettings: auth } = action;
  const query = namedInputs(queryParams, run, timeZone, 'query parameter');
  if (query.kind !== 'inputs') return query;
  const url = filledUrl(webhookUrl, query.inputs, run);
  if (url.kind !== 'value') return url;
  const { objectTypeId, id: recordId } = run.record;
  const body = WITH_BODY.has(method) ? 'record' : 'none';
  const request = { objectTypeId, recordId, method, url: url.value, body, ...(auth ? { auth } : {}) };
  return { kind: 'request', effects: [{ type: 'webhook', target, request }] };
}
