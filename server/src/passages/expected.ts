/**
 * Reasons by which a step is not done because of a rule that somebody made, or of what a person wants: nothing is broken, and nobody has to
 * mend it.
 */
export const EXPECTED_REASONS: readonly string[] = [
  'UNSUBSCRIBED',
  'NON_MARKETABLE',
  'BOUNCED',
  'QUARANTINED',
  'RECIPIENT_DEACTIVATED',
  'FLOW_TURNED_OFF',
  'TARGET_FLOW_TURNED_OFF',
  'LOOP_PREVENTED',
  'WAIT_SKIPPED',
  'CANCELLED',
  'RECORD_DELETED',
];
