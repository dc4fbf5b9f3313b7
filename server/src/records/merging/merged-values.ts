import { CONTACT, isOptOut, type ObjectType, type PropertyValues } from '@millrace/core/crm';
import type { RecordImage } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import { LIFECYCLE_STAGES } from '../../accounts/index.ts';

/**
 * Values that a merge gives the first of two records: values that it lacks and the second has, the address that would be lost, and
 * the ids of all that have gone into the new record. A contact that has opted out in either has opted out.
 */
export function mergedValues(
  type: ObjectType,
  survivor: RecordImage,
  other: RecordImage,
  at: EpochMillis,
): PropertyValues {
  const ours = survivor.properties;
  const theirs = other.properties;
  const kept = keptNames(type, survivor);
  const filled = Object.entries(theirs).filter(([name]) => ours[name] === undefined && !kept.has(name));
  const optedOut = Object.entries(theirs).filter(
    ([name, value]) => type.id === CONTACT && isOptOut(name) && value === 'true',
  );
  return {
    ...Object.fromEntries(filled),
    ...Object.fromEntries(optedOut),
    ...furtherStage(ours['lifecyclestage'], theirs['lifecyclestage']),
    ...(type.id === '0-1' ? ofContacts(ours, theirs, [survivor.id, other.id], at) : {}),
    hs_merged_object_ids: joined(ours[MERGED_IDS], theirs[MERGED_IDS], survivor.id, other.id),
  };
}

/** The properties that a record keeps as its own. A stage goes with its pipeline: half of the other's place is no place. */
function keptNames(type: ObjectType, { properties }: RecordImage): ReadonlySet<string> {
  const own = ['hs_object_id', 'hs_ticket_id', type.createdProperty, ...type.modifiedNames];
  if (!type.pipeline) return new Set(own);
  const { pipelineProperty, stageProperty } = type.pipeline;
  const hasPlace = properties[pipelineProperty] !== undefined || properties[stageProperty] !== undefined;
  return new Set(hasPlace ? [...own, pipelineProperty, stageProperty] : own);
}

/** Of two lifecycle stages the one further on stays: nearly every contact begins as a lead, and no customer goes back to that. */
function furtherStage(ours: string | undefined, theirs: string | undefined): PropertyValues {
  const stages: readonly (string | undefined)[] = LIFECYCLE_STAGES;
  return ours !== undefined && stages.indexOf(theirs) > stages.indexOf(ours) && stages.includes(ours)
    ? { lifecyclestage: theirs! }
    : {};
}

const MERGED_IDS = 'hs_merged_object_ids';
const MERGED_VIDS = 'hs_calculated_merged_vids';

/** The other's address lives on beside the survivor's; the older spelling of merged ids has their instants in milliseconds. */
function ofContacts(
  ours: Readonly<Record<string, string>>,
  theirs: Readonly<Record<string, string>>,
  ids: readonly string[],
  at: EpochMillis,
): PropertyValues {
  const vids = joined(ours[MERGED_VIDS], theirs[MERGED_VIDS], ...ids.map((id) => `${id}:${at}`));
  const email = ours['email'] ?? theirs['email'];
  const all = joined(ours['hs_additional_emails'], theirs['hs_additional_emails'], theirs['email']);
  const others = (all ?? '').split(';').filter((address) => address !== '' && address !== email);
  return {
    [MERGED_VIDS]: vids,
    ...(others.length === 0 ? {} : { hs_additional_emails: others.join(';') }),
  };
}

function joined(...lists: readonly (string | undefined)[]): string | null {
  const all = lists.flatMap((list) => list?.split(';') ?? []).filter((entry) => entry !== '');
  return all.length === 0 ? null : [...new Set(all)].join(';');
}
