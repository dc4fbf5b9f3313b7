import { forgetSendsTo, moveSends } from '../effects/index.ts';
import type { RecordKeeper } from '../records/index.ts';
import { SINGLE_SEND } from './request.ts';

/** Single sends to contacts that are erased or merged. */
export const singleSendKeeper: RecordKeeper = {
  erase: (unit, { id }) => forgetSendsTo(unit, SINGLE_SEND, id),
  merge: (unit, from, to) => moveSends(unit, SINGLE_SEND, { from: from.id, to: to.id }),
};
