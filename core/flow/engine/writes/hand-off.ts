import type { HandOff as Kept } from '../../../record/index.ts';
import type { ApplyWrite } from './write-kind.ts';

/** Leaves an action to a person or a gateway. */
export interface HandOff extends Omit<Kept, 'cause'> {
  readonly kind: 'handOff';
}

export const handOff: ApplyWrite<HandOff> = ({ world }, { kind: _, ...left }, cause) => {
  world.handOffs.push({ ...left, cause });
};
