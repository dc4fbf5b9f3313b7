import { queryOptions, useQuery } from '@tanstack/react-query';
import { BASE } from './base.ts';
import { ApiFailure } from './failure.ts';

/** Who is signed in, to which account, and what the server can do. */
export interface Session {
  readonly accountId: string;
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly mode: 'production' | 'development';
  readonly version: string;
  readonly scopes: readonly string[];
  readonly tokenName: string | null;
}

const PATH = `${BASE}millrace/v1/session`;
/** A token that may do everything. */
const EVERY_SCOPE = '*';

/** Rejects with status 401 for those who are not signed in. */
export const session = queryOptions({
  queryKey: ['session'] as const,
  queryFn: async ({ signal }) => (await (await ask('GET', undefined, signal)).json()) as Session,
  staleTime: Number.POSITIVE_INFINITY,
});

/** A token, or the code of the link that a first start prints. */
export async function signIn(proof: { readonly token: string } | { readonly code: string }): Promise<void> {
  await ask('POST', proof);
}

export async function signOut(): Promise<void> {
  await ask('DELETE');
}

/** The session on pages that are shown to the signed in only. */
export function useSession(): Session {
  const { data } = useQuery(session);
  if (!data) throw new Error('A page of the signed in is shown without a session.');
  return data;
}

/** Whether the session has a scope. */
export function useScope(scope: string): boolean {
  const { scopes } = useSession();
  return scopes.includes(scope) || scopes.includes(EVERY_SCOPE);
}

async function ask(method: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const response = await fetch(PATH, {
    method,
    signal: signal ?? null,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : ApiFailure.unreachable();
  });
  if (!response.ok) throw ApiFailure.of(response.status, await response.text());
  return response;
}
