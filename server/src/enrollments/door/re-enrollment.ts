import { iso } from '@millrace/core/time';
import { enteredSql } from '../../passages/index.ts';
import { knownIdsSql } from '../../records/index.ts';
import type { DoorRule, PassageRefusal } from './rule.ts';

/** A record that was inside before comes again only if the flow allows it. */
export const reEnrollment: DoorRule<PassageRefusal> = {
  name: 'RE_ENROLLMENT',
  refusal: 'ENROLLED_BEFORE',
  ask({ insideBefore, comesAgain }) {
    if (!insideBefore) return 'NOT_ASKED';
    return comesAgain ? 'LETS_IN' : 'KEEPS_OUT';
  },
  tell(ruling, { insideBefore }, tense) {
    const [was, lets, fires] = tense === 'PAST' ? ['had been', 'let', 'fired'] : ['was', 'lets', 'fires'];
    if (ruling === 'NOT_ASKED') return NEVER_INSIDE[tense];
    if (ruling === 'LETS_IN')
      return `The record ${was} inside before, and the flow ${lets} it come again when a re-enrollment trigger ${fires}.`;
    const from = insideBefore?.since === undefined ? '' : `, from ${iso(insideBefore.since)}`;
    return `The record ${was} inside before${from}, and the flow ${lets} no record come again.`;
  },
  sql: ({ flowId, comesAgain, param }) =>
    comesAgain ? null : `exists (select from ${enteredSql('r', param(flowId, 'bigint'), knownIdsSql('r'))})`,
};

const NEVER_INSIDE = {
  PRESENT: 'The record was never inside before.',
  PAST: 'The record had never been inside before.',
} as const;
