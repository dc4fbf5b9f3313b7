import { iso } from '@millrace/core/time';
import { insideSql } from '../../passages/index.ts';
import type { DoorRule, PassageRefusal } from './rule.ts';

/** A record inside stays where it is. */
export const notActive: DoorRule<PassageRefusal> = {
  name: 'NOT_ACTIVE',
  refusal: 'ALREADY_ACTIVE',
  ask: ({ inside }) => (inside ? 'KEEPS_OUT' : 'LETS_IN'),
  tell(ruling, { inside, keepsTriggers }) {
    if (ruling !== 'KEEPS_OUT') return 'The record is not inside.';
    const since = inside?.since === undefined ? '' : `, since ${iso(inside.since)}`;
    const meanwhile = keepsTriggers
      ? 'what happens meanwhile lets it in again once it is through'
      : 'what happens meanwhile is not kept for later';
    return `The record is inside already${since}; ${meanwhile}.`;
  },
  sql: ({ flowId, param }) => `exists (select from ${insideSql('r', param(flowId, 'bigint'))})`,
};
