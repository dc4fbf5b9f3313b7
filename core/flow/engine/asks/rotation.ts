import type { Rotation } from '../../../record/index.ts';
import { askKind } from './ask-kind.ts';

/** Whose turn it was in a rotation. The answer holds until the transaction ends: nobody else takes a turn meanwhile. */
export interface RotationAsk extends Rotation {
  readonly kind: 'rotation';
}

/** The numbers of the last turns, by owner; or the news that another transaction gives turns just now. */
export type RotationAnswer =
  | { readonly kind: 'held'; readonly turns: Readonly<Record<string, number>> }
  | { readonly kind: 'busy' };

export const rotation = askKind<RotationAsk, RotationAnswer>(
  'rotation',
  ({ flowId, actionId }) => `${flowId}/${actionId}`,
  () => ({ kind: 'held', turns: {} }),
);
