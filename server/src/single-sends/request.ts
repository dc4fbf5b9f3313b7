import type { Scope } from '@millrace/core/template';
import type { ClaimedEffect } from '../effects/index.ts';
import type { Addressing } from '../mail/index.ts';

/** The kind of effect that a single send is. A process that does not know the kind leaves it to those that do. */
export const SINGLE_SEND = 'single_send';

/** What a caller wants of a mail beyond its email and its contact. */
export interface Wishes {
  readonly addressed: Addressing;
  /** What `{{ custom.… }}` prints. */
  readonly custom: Scope;
}

/** What is stored of a single send, until it is done and its contact is erased. */
export interface SingleSendRequest extends Wishes {
  readonly emailId: string;
  readonly objectTypeId: string;
  readonly recordId: string;
}

/** What the caller wants of the mail that an effect is; nothing for one that a flow sends. */
export function wishesOf({ kind, request }: Pick<ClaimedEffect, 'kind' | 'request'>): Partial<Wishes> {
  return kind === SINGLE_SEND ? (request as unknown as SingleSendRequest) : {};
}
