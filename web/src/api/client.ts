import {
  type Answer,
  type LooseGiven as AnyGiven,
  type OperationName,
  pathOf,
  type Given as TypedGiven,
} from '@millrace/client';
import { BASE } from './base.ts';
import { ApiFailure } from './failure.ts';
import { lackingScopes } from './lacking.ts';
import { heldSession } from './query-client.ts';

export type { Answer } from '@millrace/client';

/** What is given along with a call: what the operation takes, all of it, and what it may take. */
export type Given<O extends OperationName> = TypedGiven<O> & Records;
/**
 * Of which type the records are that the answer tells of, where it is for those only who may read them and the path does not say it; or
 * `any`, where only the server knows.
 */
interface Records {
  readonly records?: string;
}

type Arguments<O extends OperationName> =
  Record<never, never> extends TypedGiven<O>
    ? [given?: Given<O>, signal?: AbortSignal]
    : [given: Given<O>, signal?: AbortSignal];

/**
 * Asks the API: `call('GET /millrace/v1/flows/{flowId}/counts', { path: { flowId } })`. What is taken and answered is checked by the compiler
 * against the API's description. Throws an `ApiFailure`; what the session has no scope for is not asked.
 */
export async function call<O extends OperationName>(operation: O, ...args: Arguments<O>): Promise<Answer<O>> {
  const text = await callText(operation, ...args);
  return (text === '' ? undefined : JSON.parse(text)) as Answer<O>;
}

/** The same with the answer's text as it came, digit for digit. */
export async function callText<O extends OperationName>(
  operation: O,
  ...args: Arguments<O>
): Promise<string> {
  const [given, signal] = args as [LooseGiven | undefined, AbortSignal | undefined];
  const [method, template] = operation.split(' ') as [string, string];
  const session = heldSession();
  const lacking = session ? lackingScopes(session, operation, given) : [];
  if (lacking.length > 0) throw ApiFailure.lackingScopes(lacking);
  const body = given?.body;
  const response = await fetch(`${BASE}${pathOf(template, given).slice(1)}`, {
    method,
    credentials: 'same-origin',
    signal: signal ?? null,
    ...(body === undefined
      ? {}
      : {
          headers: { 'content-type': 'application/json' },
          // A text is a body that is JSON already.
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : ApiFailure.unreachable();
  });
  const text = await response.text();
  if (!response.ok) throw ApiFailure.of(response.status, text, Object.keys(given?.path ?? {}));
  return text;
}

interface LooseGiven extends AnyGiven, Records {}
