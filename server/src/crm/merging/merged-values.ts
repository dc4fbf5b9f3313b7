import type { RecordImage } from '@millrace/core/record';
import type { PropertyValues } from '../check-properties.ts';
import type { ObjectType } from '../schema.ts';

/**
 * What the survivor of a merge is given: values that it lacks and the other has, the address that would be lost, and the
 * ids of those that have gone into it. Who has opted out in either has opted out.
 */
export function mergedValues(type: ObjectType, survivor: RecordImage, other: RecordImage): PropertyValues {
  const ours = survivor.properties;
  const theirs = other.properties;
  const kept = keptNames(type, survivor);
  const filled = Object.entries(theirs).filter(([name]) => ours[name] === undefined && !kept.has(name));
  const optedOut = Object.entries(theirs).filter(([name, value]) => isOptOut(type, name) && value === 'true');
  return {
    ...Object.fromEntries(filled),
    ...Object.fromEntries(optedOut),
    ...(type.id === '0-1' ? addresses(ours, theirs) : {}),
    hs_merged_object_ids: joined(ours['hs_merged_object_ids'], theirs['hs_merged_object_ids'], other.id),
  };
}

/** What a record has of its own. A stage goes with its pipeline: half of the other's place is no place. */
function keptNames(type: ObjectType, { properties }: RecordImage): ReadonlySet<string> {
  const own = ['hs_object_id', 'hs_ticket_id', type.createdProperty, type.modifiedProperty];
  if (!type.pipeline) return new Set(own);
  const { pipelineProperty, stageProperty } = type.pipeline;
  const hasPlace = properties[pipelineProperty] !== undefined || properties[stageProperty] !== undefined;
  return new Set(hasPlace ? [...own, pipelineProperty, stageProperty] : own);
}

function isOptOut(type: ObjectType, name: string): boolean {
  return type.id === '0-1' && (name === 'hs_email_optout' || name.startsWith('hs_email_optout_'));
}

/** The other's address lives on beside the survivor's. */
function addresses(
  ours: Readonly<Record<string, string>>,
  theirs: Readonly<Record<string, string>>,
): PropertyValues {
  const email = ours['email'] ?? theirs['email'];
  const all = joined(ours['hs_additional_emails'], theirs['hs_additional_emails'], theirs['email']);
  const others = (all ?? '').split(';').filter((address) => address !== '' && address !== email);
  return others.length === 0 ? {} : { hs_additional_emails: others.join(';') };
}

function joined(...lists: readonly (string | undefined)[]): string | null {
  const all = lists.flatMap((list) => list?.split(';') ?? []).filter((entry) => entry !== '');
  return all.length === 0 ? null : [...new Set(all)].join(';');
}
