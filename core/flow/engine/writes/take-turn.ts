import type { RotationTurn } from '../../../record/index.ts';
import type { ApplyWrite } from './write-kind.ts';

/** Gives an owner the next turn of a rotation, which is held. */
export interface TakeTurn extends RotationTurn {
  readonly kind: 'takeTurn';
}

export const takeTurn: ApplyWrite<TakeTurn> = (workspace, { rotation, ownerId, number }) => {
  workspace.world.takeTurn({ rotation, ownerId, number });
  const ask = { kind: 'rotation', ...rotation } as const;
  const held = workspace.answer(ask);
  if (held?.kind === 'held')
    workspace.keep(ask, { kind: 'held', turns: { ...held.turns, [ownerId]: number } });
};
