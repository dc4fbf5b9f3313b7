import { instantOf } from '@millrace/core/property';
import { iso } from '@millrace/core/time';
import type { EngagementInput } from './engagement-input.ts';
import {
  EMAIL_HEADERS,
  EMAIL_PARTIES,
  type EngagementType,
  type MemberKind,
  type MetadataMember,
} from './engagement-types.ts';

type Metadata = NonNullable<EngagementInput['metadata']>;
type Properties = Readonly<Record<string, string>>;

/** The properties that keep what a body says of an engagement; members that no property keeps are passed over. */
export function propertiesOf(
  type: EngagementType,
  { engagement, metadata = {}, attachments }: EngagementInput,
  present: Properties,
): Record<string, unknown> {
  const written = type.members.filter(({ name }) => metadata[name] !== undefined);
  return {
    ...(engagement?.ownerId === undefined ? {} : { hubspot_owner_id: engagement.ownerId ?? '' }),
    ...(engagement?.timestamp === undefined ? {} : { hs_timestamp: iso(engagement.timestamp) }),
    ...(attachments === undefined ? {} : { hs_attachment_ids: attachments.map(({ id }) => id).join(';') }),
    ...Object.fromEntries(
      written.map(({ name, property, kind }) => [property, keptAs(kind, metadata[name])]),
    ),
    ...(type.name === 'EMAIL' ? partiesKept(metadata, present) : {}),
  };
}

/** The metadata that properties keep; members without a value are left out. */
export function metadataOf(type: EngagementType, properties: Properties): Record<string, unknown> {
  const members = type.members.flatMap(({ name, property, kind }): [string, unknown][] => {
    const value = properties[property];
    return value === undefined ? [] : [[name, shownAs(kind, value)]];
  });
  return { ...Object.fromEntries(members), ...(type.name === 'EMAIL' ? partiesOf(properties) : {}) };
}

function keptAs(kind: MemberKind, value: unknown): unknown {
  switch (kind) {
    case 'text':
      return value;
    case 'number':
      return value;
    case 'instant':
      return value === null ? null : iso(Number(value));
    case 'instants':
      return value === null ? null : [value].flat().join(';');
  }
}

function shownAs(kind: MetadataMember['kind'], value: string): unknown {
  switch (kind) {
    case 'text':
      return value;
    case 'number':
      return Number(value);
    case 'instant':
      return instantOf(value);
    case 'instants':
      return value.split(';').map(Number);
  }
}

function partiesKept(metadata: Metadata, present: Properties): Record<string, unknown> {
  const given = EMAIL_PARTIES.filter((name) => metadata[name] !== undefined);
  if (given.length === 0) return {};
  const parties = {
    ...partiesOf(present),
    ...Object.fromEntries(given.map((name) => [name, metadata[name]])),
  };
  return { [EMAIL_HEADERS]: JSON.stringify(parties) };
}

/** Other writers may set the property, too: a value of another shape is not shown. */
function partiesOf(properties: Properties): Record<string, unknown> {
  const headers = jsonObject(properties[EMAIL_HEADERS]);
  return Object.fromEntries(
    EMAIL_PARTIES.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
  );
}

function jsonObject(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
