/** What is audited, by what it is done to. A verb that is new here needs its kind, and a target that the others do not fit. */
export const AUDIT_KINDS_BY_TARGET = {
  ACCOUNT: ['SETTINGS_CHANGED', 'RETENTION_CHANGED', 'CLOCK_MOVED', 'ACCOUNT_PAUSED', 'ACCOUNT_RESUMED'],
  TOKEN: ['TOKEN_CREATED', 'TOKEN_REVOKED', 'SIGNED_IN', 'SIGNED_OUT'],
  APP: ['APP_CREATED', 'APP_DELETED', 'APP_AUTHORIZED'],
  SECRET: ['SECRET_STORED', 'SECRET_DELETED'],
  FLOW: [
    'FLOW_CREATED',
    'FLOW_SAVED',
    'FLOW_TURNED_ON',
    'FLOW_TURNED_OFF',
    'FLOW_RESTORED',
    'FLOW_DELETED',
    'FLOW_UNDELETED',
    'FLOW_PAUSED',
    'FLOW_RESUMED',
    'PINS_RELEASED',
    'POLICIES_SAVED',
    'POLICIES_DELETED',
    'RECORDS_ENROLLED',
    'RECORDS_UNENROLLED',
    'EFFECTS_CANCELLED',
    'ERROR_STATE_SET',
  ],
  ENROLLMENT: ['WAIT_SKIPPED', 'ENROLLMENT_PAUSED', 'ENROLLMENT_RESUMED'],
  ALERT_RULE: ['ALERT_RULE_CREATED', 'ALERT_RULE_CHANGED', 'ALERT_RULE_DELETED'],
  EFFECT: ['EFFECT_RETRIED', 'EFFECT_CANCELLED'],
  JOB: ['JOB_STARTED', 'JOB_CANCELLED'],
  ACTION_TYPE: ['ADAPTER_SAVED', 'ADAPTER_DELETED'],
  APP_ACTION: ['APP_ACTION_CREATED', 'APP_ACTION_CHANGED', 'APP_ACTION_DELETED'],
} as const;

/** What a deed was done to. */
export type AuditTarget = keyof typeof AUDIT_KINDS_BY_TARGET;

export type AuditKind = (typeof AUDIT_KINDS_BY_TARGET)[AuditTarget][number];

export const AUDIT_TARGETS = Object.keys(AUDIT_KINDS_BY_TARGET) as [AuditTarget, ...AuditTarget[]];

export const AUDIT_KINDS: readonly AuditKind[] = Object.values(AUDIT_KINDS_BY_TARGET).flat();

const TARGET_OF = new Map<AuditKind, AuditTarget>(
  AUDIT_TARGETS.flatMap((target) => AUDIT_KINDS_BY_TARGET[target].map((kind) => [kind, target] as const)),
);

export function targetOf(kind: AuditKind): AuditTarget {
  return TARGET_OF.get(kind)!;
}
