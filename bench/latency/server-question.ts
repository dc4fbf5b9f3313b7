import type { DatabaseAddress } from '../../server/src/platform/index.ts';

/**
 * What the server's process is asked: to start, answered with where it listens; how many statements it has sent; how
 * many milliseconds each of some claims took that found nothing.
 */
export type ServerQuestion = { readonly start: DatabaseAddress } | 'statements' | 'claim';

export interface Listening {
  readonly url: string;
  readonly token: string;
}
