import { iso } from '@millrace/core/time';
import { insideSql } from '../../passages/index.ts';
import type { DoorRule, PassageRefusal } from './rule.ts';

/** A record inside stays where it is. */
export const notActive: DoorRule<PassageRefusal> = {
  name: 'NOT_ACTIVE',
  refusal: 'ALREADY_ACTIVE',
  ask: ({ inside }) => (inside ? 'KEEPS_OUT' : 'LETS_IN'),
  tell(ruling, { inside, keepsTriggers }, tense) {
    const is = tense === 'PAST' ? 'was' : 'is';
    if (ruling !== 'KEEPS_OUT') return `The record ${is} not inside.`;
    const since = inside?.since === undefined ? '' : `, since ${iso(inside.since)}`;
    return `The record ${is} inside already${since}; ${MEANWHILE[tense][keepsTriggers ? 'KEPT' : 'LOST']}.`;
  },
  sql: ({ flowId, param }) => `exists (select from ${insideSql('r', param(flowId, 'bigint'))})`,
};

const MEANWHILE = {
  PRESENT: {
    KEPT: 'what happens meanwhile lets it in again once it is through',
    LOST: 'what happens meanwhile is not kept for later',
  },
  PAST: {
    KEPT: 'what happened meanwhile was to let it in again once it was through',
    LOST: 'what happened meanwhile was not kept for later',
  },
} as const;
