import { iso } from '@millrace/core/time';
import { insideSql } from '../../passages/index.ts';
import type { DoorRule, PassageRefusal } from './rule.ts';

/** A record inside stays where it is. */
export const notActive: DoorRule<PassageRefusal> = {
  name: 'NOT_ACTIVE',
  refusal: 'ALREADY_ACTIVE',
  ask: ({ inside }) => (inside ? 'KEEPS_OUT' : 'LETS_IN'),
  tell(ruling, { inside }) {
    if (ruling !== 'KEEPS_OUT') return 'The record is not inside.';
    const since = inside?.since === undefined ? '' : `, since ${iso(inside.since)}`;
    return `The record is inside already${since}; what happens meanwhile is not kept for later.`;
  },
  sql: ({ flowId, param }) => `exists (select from ${insideSql('r', param(flowId, 'bigint'))})`,
};
