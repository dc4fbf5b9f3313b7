import { BASE } from './base.ts';
import { ApiFailure } from './failure.ts';
import { lackingScopes } from './lacking.ts';
import type { Operations } from './operations.ts';
import { heldSession } from './query-client.ts';

type Name = keyof Operations;

/** What is given along with a call: what the operation takes, all of it, and what it may take. */
export type Given<O extends Name> = Of<O, 'path'> & Of<O, 'body'> & Query<O> & Records;
/**
 * Of which type the records are that the answer tells of, where it is for those only who may read them and the path does not say it; or
 * `any`, where only the server knows.
 */
interface Records {
  readonly records?: string;
}
type Of<O extends Name, Part extends string> =
  Operations[O] extends Record<Part, infer T> ? { readonly [P in Part]: T } : unknown;
type Query<O extends Name> =
  Operations[O] extends Record<'query', infer Q>
    ? Record<never, never> extends Q
      ? { readonly query?: Undefinable<Q> }
      : { readonly query: Undefinable<Q> }
    : unknown;
/** What is undefined is left out, so that callers need not. */
type Undefinable<Q> = { readonly [K in keyof Q]: Q[K] | undefined };

type Arguments<O extends Name> =
  Record<never, never> extends Given<O>
    ? [given?: Given<O>, signal?: AbortSignal]
    : [given: Given<O>, signal?: AbortSignal];

export type Answer<O extends Name> = Operations[O]['answer'];

/**
 * Asks the API: `call('GET /millrace/v1/flows/{flowId}/counts', { path: { flowId } })`. What is taken and answered is checked by the compiler
 * against the API's description. Throws an `ApiFailure`; what the session has no scope for is not asked.
 */
export async function call<O extends Name>(operation: O, ...args: Arguments<O>): Promise<Answer<O>> {
  const text = await callText(operation, ...args);
  return (text === '' ? undefined : JSON.parse(text)) as Answer<O>;
}

/** The same with the answer's text as it came, digit for digit. */
export async function callText<O extends Name>(operation: O, ...args: Arguments<O>): Promise<string> {
  const [given, signal] = args as [LooseGiven | undefined, AbortSignal | undefined];
  const [method, template] = operation.split(' ') as [string, string];
  const session = heldSession();
  const lacking = session ? lackingScopes(session, operation, given) : [];
  if (lacking.length > 0) throw ApiFailure.lackingScopes(lacking);
  const body = given?.body;
  const response = await fetch(urlOf(template, given), {
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

interface LooseGiven {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly records?: string;
}

function urlOf(template: string, given: LooseGiven | undefined): string {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(given?.path?.[name])),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(given?.query ?? {}))
    for (const each of Array.isArray(value) ? value : [value])
      if (each !== undefined && each !== '') query.append(name, String(each));
  return `${BASE}${path.slice(1)}${query.size > 0 ? `?${query}` : ''}`;
}
