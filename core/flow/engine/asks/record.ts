import { type RecordImage, type RecordRef, recordKey } from '../../../record/index.ts';
import type { AskKind } from './ask-kind.ts';

/** A record to read; with `toWrite`, also to write to. */
export interface RecordAsk {
  readonly kind: 'record';
  readonly ref: RecordRef;
  readonly toWrite: boolean;
}

/** The record, null when it does not exist, or the news that another transaction holds it just now. */
export type RecordAnswer =
  | { readonly hold: 'write' | 'read'; readonly image: RecordImage | null }
  | { readonly hold: 'busy' };

export const record: AskKind<RecordAsk, RecordAnswer> = {
  kind: 'record',
  key: ({ ref, toWrite }) => `${recordKey(ref)} ${toWrite ? 'to write' : 'to read'}`,
  known({ world, holds }, { ref, toWrite }) {
    const image = world.record(ref);
    const hold = holds.get(recordKey(ref));
    if (image === undefined || (toWrite && hold !== 'write')) return undefined;
    return { image, hold: hold === 'write' ? 'write' : 'read' };
  },
  keep({ world, holds }, { ref, toWrite }, answer) {
    // A record locked for writing stays so, whatever a read has found.
    if (!toWrite && world.record(ref) !== undefined) return;
    holds.set(recordKey(ref), answer.hold);
    if (answer.hold === 'busy') return;
    if (answer.image) world.load(answer.image);
    else world.loadAbsent(ref);
  },
  nothing: ({ toWrite }) => ({ hold: toWrite ? 'write' : 'read', image: null }),
};
