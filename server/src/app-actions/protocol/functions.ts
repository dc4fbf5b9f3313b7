import { parseWith } from '@millrace/core/problem';
import { z } from 'zod';
import type { CodeOrigin, CodeResult, Sandbox } from '../../code/index.ts';
import { headerProblem, type Method } from '../../outgoing/index.ts';
import type { FunctionType } from '../definition/definition-input.ts';
import type { FunctionRow } from '../queries/functions.ts';
import type { Receiver } from '../receivers.ts';

/** The runtime of functions; they say none. */
const RUNTIME = 'NODE20X';

/** Characters of a function's console that a step shows. */
const LOG_CHARACTERS_SHOWN_MAX = 2_000;

/** A run of a function: what it returned, or why there is nothing. */
export type Ran =
  | { readonly kind: 'returned'; readonly value: unknown; readonly log: string }
  | { readonly kind: 'failed'; readonly message: string; readonly mayPass: boolean };

/** One call of a receiver, for the functions around it. */
export interface Call {
  readonly sandbox: Pick<Sandbox, 'run'>;
  readonly accountId: string;
  readonly origin: CodeOrigin;
  readonly signal?: AbortSignal;
}

/** The function of a type; of several, the one that is bound to the field. */
export function functionOf(
  { functions }: Receiver,
  type: FunctionType,
  fieldName = '',
): FunctionRow | undefined {
  const ofType = functions.filter(({ functionType }) => functionType === type);
  return (
    ofType.find(({ functionId }) => functionId === fieldName) ??
    ofType.find(({ functionId }) => functionId === '')
  );
}

export async function runFunction(
  { functionType, source }: FunctionRow,
  event: unknown,
  { sandbox, ...call }: Call,
): Promise<Ran> {
  const result = await sandbox.run({ ...call, runtime: RUNTIME, source, event, reuse: functionType });
  if (result.kind === 'returned') return { ...result, log: result.log.slice(0, LOG_CHARACTERS_SHOWN_MAX) };
  return { kind: 'failed', message: `${functionType}: ${result.message}`, mayPass: mayPass(result) };
}

/** Its own errors come again at the next try; those of the machine may not. */
function mayPass({ reason, isRetryable }: CodeResult & { readonly kind: 'failed' }): boolean {
  return isRetryable || reason === 'NOT_STARTED' || reason === 'ABORTED';
}

const METHODS_OF_FUNCTIONS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

const requestMade = z.object({
  webhookUrl: z.string().optional(),
  body: z.unknown().optional(),
  httpHeaders: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String))
    .nullish(),
  contentType: z.string().nullish(),
  accept: z.string().nullish(),
  httpMethod: z
    .string()
    .nullish()
    .transform((method) => method?.toUpperCase() ?? 'POST')
    .pipe(z.enum(METHODS_OF_FUNCTIONS)),
});

/** A request to a receiver. */
export interface MadeRequest {
  readonly method: Method;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The request without a function before it. */
export function usualRequest(url: string, payload: unknown): MadeRequest {
  return { method: 'POST', url, headers: JSON_HEADERS, body: JSON.stringify(payload) };
}

const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

/**
 * The request that a function before it has made. What it leaves out is as without it; methods that have no body by nature are sent
 * none that it does not give.
 */
export function requestOf(value: unknown, usual: MadeRequest): MadeRequest | { readonly problem: string } {
  const read = parseWith(requestMade, value);
  if (!read.ok) return { problem: `what it returned cannot be sent: ${read.problems[0]!.message}` };
  const { webhookUrl, body, httpHeaders, contentType, accept, httpMethod: method } = read.value;
  const headers = {
    ...usual.headers,
    ...(contentType ? { 'content-type': contentType } : {}),
    ...(accept ? { accept } : {}),
    ...Object.fromEntries(
      Object.entries(httpHeaders ?? {}).map(([name, text]) => [name.toLowerCase(), text]),
    ),
  };
  const wrong = Object.entries(headers)
    .map(([name, text]) => headerProblem(name, text))
    .find(Boolean);
  if (wrong !== undefined) return { problem: `its httpHeaders cannot be sent: ${wrong}` };
  return { method, url: webhookUrl ?? usual.url, headers, body: bodyOf(body, method, usual) };
}

function bodyOf(body: unknown, method: Method, usual: MadeRequest): string {
  if (body === undefined || body === null) return method === 'GET' || method === 'DELETE' ? '' : usual.body;
  return typeof body === 'string' ? body : JSON.stringify(body);
}
