import type { Session } from '@millrace/client';
import { type QueryClient, useQuery } from '@tanstack/react-query';
import { call } from './client.ts';
import { hasScope } from './lacking.ts';
import { query } from './query.ts';

/** Who is signed in, to which account, and what the server can do. Rejects with status 401 for those who are not. */
export const session = {
  ...query('GET /millrace/v1/session', {}),
  staleTime: Number.POSITIVE_INFINITY,
};

/** A token, or the code of the link that a start prints. */
export async function signIn(proof: { readonly token: string } | { readonly code: string }): Promise<void> {
  await call('POST /millrace/v1/session', { body: proof });
}

export async function signOut(): Promise<void> {
  await call('DELETE /millrace/v1/session');
}

/** Begins the page anew when another is signed in than before: what one session has seen is not for the next one. */
export async function reloadForAnother(client: QueryClient): Promise<void> {
  const before = client.getQueryData(session.queryKey);
  const now = await call('GET /millrace/v1/session');
  if (before && now.session?.id !== before.session?.id) location.reload();
}

/** The session on pages that are shown to the signed in only. */
export function useSession(): Session {
  const { data } = useQuery(session);
  if (!data) throw new Error('A page of the signed in is shown without a session.');
  return data;
}

/** Whether the session has a scope. */
export function useScope(scope: string): boolean {
  return hasScope(useSession(), scope);
}
