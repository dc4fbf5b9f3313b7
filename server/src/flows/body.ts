import { isDeepStrictEqual } from 'node:util';
import type { FlowDefinition } from '@millrace/core/flow';
import type { Parsed } from '@millrace/core/problem';
import { iso } from '@millrace/core/time';
import { memberTexts } from './member-texts.ts';
import type { FlowWithText } from './queries/flow-row.ts';

/** The body of a request, parsed and as it came. */
export interface FlowInput {
  readonly value: unknown;
  readonly text: string;
}

/** A body that did not come as text. */
export function inputOf(value: unknown): FlowInput {
  return { value, text: JSON.stringify(value) ?? '' };
}

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

/** The values answered for members that the body leaves out. */
const DEFAULTS = {
  isEnabled: 'false',
  actions: '[]',
  timeWindows: '[]',
  blockedDates: '[]',
  customProperties: '{}',
  dataSources: '[]',
};
const CONTACT_DEFAULTS = { ...DEFAULTS, suppressionListIds: '[]', canEnrollFromSalesforce: 'false' };

/**
 * A body as it is kept: as it came, but for members in which something came in another type than it has, such as
 * `"isEnabled": "True"`: these are written anew, or clients of typed languages could not read the flow.
 */
export function keptText({ value, text }: FlowInput, { putRight }: Parsed<unknown> & { ok: true }): string {
  if (!putRight) return text;
  const members = memberTexts(text);
  for (const [member, came] of members) {
    const read = (value as Readonly<Record<string, unknown>>)[member];
    if (!isDeepStrictEqual(JSON.parse(came), read)) members.set(member, JSON.stringify(read));
  }
  return textOf(members);
}

/**
 * The text of a revision: the members that the client sent, as it sent them, without those that the server owns; those
 * left out (or null, which says the same) at their defaults, or as `current` has them where an update cannot clear them.
 */
export function storedText(text: string, type: FlowDefinition['type'], current?: string): string {
  const stored = memberTexts(text);
  for (const [member, value] of stored) if (OWNED.has(member) || value === 'null') stored.delete(member);
  const kept = current === undefined ? new Map<string, string>() : memberTexts(current);
  for (const member of KEPT) fill(stored, member, kept.get(member));
  const defaults = type === 'CONTACT_FLOW' ? CONTACT_DEFAULTS : DEFAULTS;
  for (const [member, value] of Object.entries(defaults)) fill(stored, member, value);
  return textOf(stored);
}

function textOf(members: ReadonlyMap<string, string>): string {
  return `{${[...members].map(([member, value]) => `${JSON.stringify(member)}:${value}`).join(',')}}`;
}

function fill(members: Map<string, string>, member: string, value: string | undefined): void {
  if (value !== undefined && !members.has(member)) members.set(member, value);
}

/** Whether a body says nothing of a member; null says nothing. */
export function leavesOut({ value }: FlowInput, member: string): boolean {
  return ((value as Readonly<Record<string, unknown>>)[member] ?? null) === null;
}

/** The text of a revision with its switch set. */
export function switchedText(text: string, isEnabled: boolean): string {
  return textOf(memberTexts(text).set('isEnabled', String(isEnabled)));
}

/** The number from which the client counts action ids, when the body has it. */
export function wishedActionId({ value }: FlowInput): unknown {
  return (value as { readonly nextAvailableActionId?: unknown }).nextAvailableActionId;
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
