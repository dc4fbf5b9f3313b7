/**
 * What is made, changed, deleted and brought back, all in the same way: by the name of the target, what it is called in a sentence. Archiving
 * is deleting here.
 */
export const DEFINITIONS = {
  LIST: 'list',
  LIST_FOLDER: 'folder of lists',
  FORM: 'form',
  EMAIL: 'email',
  PROPERTY: 'property',
  PROPERTY_GROUP: 'property group',
  OBJECT_TYPE: 'object type',
  ASSOCIATION_TYPE: 'association type',
  PIPELINE: 'pipeline',
  EVENT_TYPE: 'event type',
  SUBSCRIPTION_TYPE: 'subscription type',
  OWNER: 'owner',
  TEAM: 'team',
  OUTBOX_RULE: 'rule of the outbox',
} as const;

export type Definition = keyof typeof DEFINITIONS;

/** What is done to them, and how it is told. */
export const DEEDS = {
  CREATED: 'Made',
  CHANGED: 'Changed',
  DELETED: 'Deleted',
  RESTORED: 'Brought back',
} as const;

export type Deed = keyof typeof DEEDS;

function deedsOf<Target extends Definition>(target: Target) {
  return (Object.keys(DEEDS) as Deed[]).map((deed) => `${target}_${deed}` as const);
}

/** What is audited, by what it is done to. A verb that is new here needs its kind, and a target that the others do not fit. */
export const AUDIT_KINDS_BY_TARGET = {
  ACCOUNT: [
    'ACCOUNT_CREATED',
    'SETTINGS_CHANGED',
    'RETENTION_CHANGED',
    'CLOCK_MOVED',
    'ACCOUNT_PAUSED',
    'ACCOUNT_RESUMED',
    'INDEXES_REBUILT',
    'INDEX_MADE',
    'INDEX_REMOVED',
  ],
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
    'ERROR_REOPENED',
  ],
  ENROLLMENT: ['WAIT_SKIPPED', 'ENROLLMENT_PAUSED', 'ENROLLMENT_RESUMED'],
  ALERT_RULE: ['ALERT_RULE_CREATED', 'ALERT_RULE_CHANGED', 'ALERT_RULE_DELETED'],
  EFFECT: ['EFFECT_RETRIED', 'EFFECT_CANCELLED'],
  HAND_OFF: ['HAND_OFF_DONE'],
  JOB: ['JOB_STARTED', 'JOB_CANCELLED'],
  ACTION_TYPE: ['ADAPTER_SAVED', 'ADAPTER_DELETED'],
  APP_ACTION: ['APP_ACTION_CREATED', 'APP_ACTION_CHANGED', 'APP_ACTION_DELETED'],
  RECORD: ['RECORD_ARCHIVED', 'RECORDS_MERGED', 'RECORD_ERASED'],
  LIST: deedsOf('LIST'),
  LIST_FOLDER: deedsOf('LIST_FOLDER'),
  FORM: deedsOf('FORM'),
  EMAIL: [...deedsOf('EMAIL'), 'EMAIL_PUBLISHED', 'EMAIL_UNPUBLISHED'],
  PROPERTY: deedsOf('PROPERTY'),
  PROPERTY_GROUP: deedsOf('PROPERTY_GROUP'),
  OBJECT_TYPE: deedsOf('OBJECT_TYPE'),
  ASSOCIATION_TYPE: deedsOf('ASSOCIATION_TYPE'),
  PIPELINE: deedsOf('PIPELINE'),
  EVENT_TYPE: deedsOf('EVENT_TYPE'),
  SUBSCRIPTION_TYPE: deedsOf('SUBSCRIPTION_TYPE'),
  OWNER: deedsOf('OWNER'),
  TEAM: deedsOf('TEAM'),
  OUTBOX_RULE: deedsOf('OUTBOX_RULE'),
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
