import type { RecordImage, RecordRef } from '../../record/index.ts';
import type { Ask, RunContext } from '../engine/index.ts';
import type { Reason } from '../reasons/index.ts';

/** A record beside the enrolled one. Finding none is a failure: nothing is known of no record. */
export type Fetched =
  | { readonly kind: 'found'; readonly image: RecordImage }
  | { readonly kind: 'needs'; readonly asks: readonly Ask[] }
  | { readonly kind: 'failed'; readonly reason: Reason; readonly message: string };

export function notFetched(reason: Reason, message: string): Fetched {
  return { kind: 'failed', reason, message };
}

/** The live ones of these records, in their order; or the asks for those that are not known. */
export type Loaded =
  | { readonly kind: 'loaded'; readonly images: readonly RecordImage[] }
  | Extract<Fetched, { kind: 'needs' }>;

export function liveOf(refs: readonly RecordRef[], { workspace: { world } }: RunContext): Loaded {
  const missing = refs.filter((ref) => world.record(ref) === undefined);
  if (missing.length > 0)
    return { kind: 'needs', asks: missing.map((ref) => ({ kind: 'record', ref, toWrite: false })) };
  const images = refs.flatMap((ref) => world.record(ref) ?? []);
  return { kind: 'loaded', images: images.filter(({ archivedAt }) => archivedAt === null) };
}

/** Ids in the order of their numbers. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
