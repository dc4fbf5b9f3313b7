import type { Operations } from './operations.ts';

/** Such as `GET /millrace/v1/flows/{flowId}/counts`. */
export type OperationName = keyof Operations;

/** What is given along with a call: what the operation takes, all of it, and what it may take. */
export type Given<O extends OperationName> = Of<O, 'path'> & Of<O, 'body'> & Query<O>;
type Of<O extends OperationName, Part extends string> =
  Operations[O] extends Record<Part, infer T> ? { readonly [P in Part]: T } : unknown;
type Query<O extends OperationName> =
  Operations[O] extends Record<'query', infer Q>
    ? Record<never, never> extends Q
      ? { readonly query?: Undefinable<Q> }
      : { readonly query: Undefinable<Q> }
    : unknown;
/** What is undefined is left out, so that callers need not. */
type Undefinable<Q> = { readonly [K in keyof Q]: Q[K] | undefined };

/** The arguments of a call behind the name of its operation. */
export type Arguments<O extends OperationName> =
  Record<never, never> extends Given<O>
    ? [given?: Given<O>, signal?: AbortSignal]
    : [given: Given<O>, signal?: AbortSignal];

export type Answer<O extends OperationName> = Operations[O]['answer'];

/** What is given, whatever the operation. */
export interface LooseGiven {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** The path and query of a call; a member of a list is a parameter each, and what is undefined or empty is none. */
export function pathOf(template: string, given: LooseGiven | undefined): string {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(given?.path?.[name])),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(given?.query ?? {}))
    for (const each of Array.isArray(value) ? value : [value])
      if (each !== undefined && each !== '') query.append(name, String(each));
  return query.size > 0 ? `${path}?${query}` : path;
}
