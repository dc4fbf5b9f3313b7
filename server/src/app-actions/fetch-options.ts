import type { AppAction } from '@millrace/core/flow';
import { parseWith, quote } from '@millrace/core/problem';
import { deepRedacted, type RedactorOf, readAccount, type SecretBox } from '../accounts/index.ts';
import type { Sandbox } from '../code/index.ts';
import type { Outgoing, OutgoingAnswer } from '../outgoing/index.ts';
import { ApiError, type Caller, notFound, refused, type Sql } from '../platform/index.ts';
import { askReceiver } from './ask-receiver.ts';
import { loadCurrentAppActions } from './load-app-actions.ts';
import { eventOf, originOf } from './protocol/execution.ts';
import {
  type Call,
  functionOf,
  type MadeRequest,
  requestOf,
  runFunction,
  usualRequest,
} from './protocol/functions.ts';
import { optionsSchema } from './protocol/read-options.ts';
import { loadReceivers, type Receiver } from './receivers.ts';

/** What options are asked for. */
export interface OptionsQuery {
  readonly actionTypeId: string;
  readonly inputFieldName: string;
  readonly objectTypeId: string | undefined;
  /** The other fields as they are in the flow. */
  readonly inputFields: Readonly<Record<string, unknown>>;
  readonly q: string | undefined;
  readonly after: string | undefined;
}

export interface Options {
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    readonly description?: string;
  }[];
  readonly after?: string;
  readonly searchable: boolean;
}

export interface OptionServices {
  readonly sql: Sql;
  readonly secrets: SecretBox;
  readonly redactorOf: RedactorOf;
  readonly sandbox: Pick<Sandbox, 'run'>;
  readonly outgoing: Pick<Outgoing, 'request'>;
}

/** The options of a field: those of the definition, or those that its app answers now. */
export async function fetchOptions(
  services: OptionServices,
  { accountId }: Caller,
  query: OptionsQuery,
): Promise<Options> {
  const { sql } = services;
  const { actionTypeId, inputFieldName: name, q, after } = query;
  const action = await appActionOf(sql, accountId, actionTypeId);
  const input = action.inputs?.find((each) => each.name === name);
  if (!input) {
    const known = action.inputs?.map((each) => each.name).join(', ') || 'none';
    throw refused(
      'inputFieldName',
      'UNKNOWN_FIELD',
      `inputFieldName ${quote(name)} is no field of ${actionTypeId}; it has ${known}.`,
    );
  }
  const receiverOf = await loadReceivers(
    { db: sql, secrets: services.secrets },
    accountId,
    [actionTypeId],
    ['PRE_FETCH_OPTIONS', 'POST_FETCH_OPTIONS'],
  );
  const receiver = receiverOf(actionTypeId);
  if (receiver.by === 'nobody') throw notFound(receiver.message);
  const field = receiver.definition?.definition.inputFields.find((each) => each.typeDefinition.name === name);
  const optionsUrl = field?.typeDefinition.optionsUrl;
  if (optionsUrl === undefined) return { options: matching(input.options, q), searchable: true };
  const payload = {
    origin: originOf(accountId, actionTypeId, receiver.definition!.revisionId),
    ...(query.objectTypeId === undefined ? {} : { objectTypeId: query.objectTypeId }),
    inputFieldName: name,
    inputFields: Object.fromEntries(
      Object.entries(query.inputFields).flatMap(([member, value]) => {
        const sent = inputSent(value);
        return sent ? [[member, sent]] : [];
      }),
    ),
    fetchOptions: { ...(q === undefined ? {} : { q }), ...(after === undefined ? {} : { after }) },
  };
  const asked = ask(services, accountId, { ...receiver, url: optionsUrl }, name, payload);
  const answer = await asked.catch((error: unknown) => {
    if (error instanceof NoOptions) return error;
    throw error;
  });
  const redact = await services.redactorOf(sql, await readAccount(sql, accountId));
  if (answer instanceof NoOptions) throw unanswered(redact(answer.message));
  return deepRedacted(answer, redact);
}

/** Why an app gave none; it may say anything. */
class NoOptions extends Error {
  override readonly name = 'NoOptions';
}

type Payload = Parameters<typeof eventOf>[0] & object;

async function ask(
  { sandbox, outgoing }: OptionServices,
  accountId: string,
  receiver: Receiver,
  name: string,
  payload: Payload,
): Promise<Options> {
  const call: Call = { sandbox, accountId, origin: {} };
  const request = await requestFor(receiver, name, payload, call);
  const answer = await askReceiver(receiver, request, {
    outgoing,
    accountId,
    origin: { kind: 'app action options' },
  });
  if (answer.kind === 'failed') throw new NoOptions(answer.message);
  if (answer.status >= 300) throw new NoOptions(`It answered ${answer.status}.`);
  return optionsIn(await bodyOf(answer, receiver, name, call));
}

async function requestFor(
  receiver: Receiver,
  name: string,
  payload: Payload,
  call: Call,
): Promise<MadeRequest> {
  const usual = usualRequest(receiver.url, payload);
  const before = functionOf(receiver, 'PRE_FETCH_OPTIONS', name);
  if (!before) return usual;
  const ran = await runFunction(before, eventOf(payload, receiver), call);
  if (ran.kind === 'failed') throw new NoOptions(ran.message);
  const made = requestOf(ran.value, usual);
  if ('problem' in made) throw new NoOptions(`PRE_FETCH_OPTIONS: ${made.problem}`);
  return made;
}

async function bodyOf(
  { body, isCut }: OutgoingAnswer & { readonly kind: 'answered' },
  receiver: Receiver,
  fieldKey: string,
  call: Call,
): Promise<unknown> {
  if (isCut) throw new NoOptions(`Its answer has more than ${body.length} bytes.`);
  const responseBody = body.toString('utf8');
  const after = functionOf(receiver, 'POST_FETCH_OPTIONS', fieldKey);
  if (!after) return jsonIn(responseBody);
  const ran = await runFunction(after, { fieldKey, responseBody }, call);
  if (ran.kind === 'failed') throw new NoOptions(ran.message);
  return ran.value;
}

function optionsIn(given: unknown): Options {
  const read = parseWith(optionsSchema, given);
  if (!read.ok) throw new NoOptions(`Its answer is not read: ${read.problems[0]!.message}`);
  const { options, after, searchable } = read.value;
  return {
    options: options.map(({ value, label, description }) => ({
      value,
      label: label ?? value,
      ...(description === null || description === undefined ? {} : { description }),
    })),
    ...(after === undefined ? {} : { after }),
    searchable: searchable ?? false,
  };
}

async function appActionOf(sql: Sql, accountId: string, actionTypeId: string): Promise<AppAction> {
  const action = (await loadCurrentAppActions(sql, accountId)).get(actionTypeId);
  if (action?.by === 'app') return action;
  throw notFound(`There is no action of an app with the type ${quote(actionTypeId)}.`, {
    actionTypeId: [actionTypeId],
  });
}

/** As the original sends fields: with the source of their value. One that has none yet is left out. */
function inputSent(value: unknown): object | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'object') return { type: 'STATIC_VALUE', value: String(value) };
  if ('staticValue' in value) return { type: 'STATIC_VALUE', value: value.staticValue };
  return value;
}

/** Those with the text in their label or value, in any case. */
function matching(options: Options['options'], q = ''): Options['options'] {
  const wanted = q.toLowerCase();
  return options.filter(({ label, value }) =>
    [label, value].some((text) => text.toLowerCase().includes(wanted)),
  );
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** 502: not the caller's fault, and not ours. */
function unanswered(why: string): ApiError {
  return new ApiError({
    status: 502,
    category: 'RECEIVER_FAILED',
    message: `The app gave no options. ${why}`,
  });
}
