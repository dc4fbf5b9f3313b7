import type { Caller } from './http.ts';

/** The author of a change, kept beside it: the token may be gone later. */
export interface Author {
  readonly tokenId: string;
  readonly tokenName: string | null;
}

export function authorOf({ tokenId, tokenName }: Caller): Author {
  return { tokenId, tokenName: tokenName ?? null };
}
