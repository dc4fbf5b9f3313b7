import type { Caller } from './http.ts';

/** Who did something, as it is kept beside what was done: the token may be gone later. */
export interface Author {
  readonly tokenId: string;
  readonly tokenName: string | null;
}

export function authorOf({ tokenId, tokenName }: Caller): Author {
  return { tokenId, tokenName: tokenName ?? null };
}
