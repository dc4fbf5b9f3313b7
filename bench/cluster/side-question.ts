import type { DatabaseAddress } from '../../server/src/platform/index.ts';
import type { WorkName } from './works.ts';

/** What the process of a side is asked, in this order: to open its database, then for each run to begin in an account of its own, and each work. */
export type SideQuestion =
  | { readonly open: DatabaseAddress }
  | { readonly begin: string; readonly contacts: number }
  | { readonly settle: true }
  | { readonly work: WorkName };

/** What a work took: all its pieces together. */
export interface Pieces {
  readonly count: number;
  readonly ms: number;
  readonly nodeCpuMs: number;
}
