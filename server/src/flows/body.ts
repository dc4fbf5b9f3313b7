import type { FlowDefinition } from '@millrace/core/flow';
import { iso } from '@millrace/core/time';
import type { FlowWithText } from './queries/flows.ts';

/** A flow as clients write it: members as they came. */
export type FlowBody = Readonly<Record<string, unknown>>;

/** Members that only the server sets; clients send them back. */
const OWNED = new Set([
  'id',
  'revisionId',
  'createdAt',
  'updatedAt',
  'nextAvailableActionId',
  'crmObjectCreationStatus',
  'migrationStatus',
]);

/** Fixed when a flow is made; an update that leaves them out keeps them. */
const KEPT = ['objectTypeId', 'flowType', 'dataSources'] as const;

/** What is answered for members that were left out. */
const DEFAULTS = {
  isEnabled: false,
  actions: [],
  timeWindows: [],
  blockedDates: [],
  customProperties: {},
  dataSources: [],
} as const;
const CONTACT_DEFAULTS = { ...DEFAULTS, suppressionListIds: [], canEnrollFromSalesforce: false } as const;

/**
 * The text of a revision: the members that the client sent, as it sent them, without those that the server owns; those
 * left out (or null, which says the same) at their defaults, or as `current` has them where an update cannot clear them.
 */
export function storedText(body: FlowBody, type: FlowDefinition['type'], current?: FlowBody): string {
  const defaults = type === 'CONTACT_FLOW' ? CONTACT_DEFAULTS : DEFAULTS;
  const stored: Record<string, unknown> = {};
  for (const [member, value] of Object.entries(body)) {
    if (!OWNED.has(member) && value !== null) stored[member] = value;
  }
  for (const member of KEPT) stored[member] ??= current?.[member];
  for (const [member, value] of Object.entries(defaults)) stored[member] ??= value;
  return JSON.stringify(stored);
}

/** A flow as it is answered: the server's members, then the stored text as it is, not parsed again. */
export function answerText(flow: FlowWithText): string {
  const owned = JSON.stringify({
    id: flow.id,
    revisionId: flow.revisionId,
    createdAt: iso(flow.createdAt),
    updatedAt: iso(flow.updatedAt),
    nextAvailableActionId: flow.nextActionId,
    crmObjectCreationStatus: 'COMPLETE',
  });
  return `${owned.slice(0, -1)},${flow.definition.slice(1)}`;
}
