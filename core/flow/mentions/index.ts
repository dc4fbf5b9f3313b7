/**
 * Mentions: the properties that a flow reads and writes, and the lists, forms, emails, flows and owners that it names, each
 * with its place. A definition in, mentions out, in the order of the members; core/flow/checks/lint checks that the things
 * exist, the server that the caller may see them.
 */
import {
  type Action,
  type DataSource,
  type EnrollmentCriteria,
  type FlowDefinition,
  propertySought,
  typeFound,
} from '../definition/index.ts';
import { mentionsInCriteria, mentionsInTrigger } from './in-criteria.ts';
import { mentionsInFields } from './in-fields.ts';
import { mentionsInJson } from './in-json.ts';
import { type AssociationTarget, type Mention, reads, type Setting, settingOf } from './mention.ts';

export type { AssociationTarget, Mention, PropertyMention, ThingMention } from './mention.ts';

/** `targetOf` tells the object types of associations; without it, properties behind an association have no known bearer. */
export function mentionsOf(flow: FlowDefinition, targetOf: AssociationTarget = () => undefined): Mention[] {
  const setting = settingOf(flow, targetOf);
  return [
    ...inEnrollment(flow.enrollmentCriteria, setting),
    ...inTiming(flow),
    ...inExits(flow),
    ...flow.dataSources.flatMap((source, index) => inDataSource(source, `dataSources[${index}]`, setting)),
    ...flow.actions.flatMap((action, index) => inAction(action, `actions[${index}]`, setting)),
  ];
}

function inEnrollment(criteria: EnrollmentCriteria | undefined, { objectTypeId }: Setting): Mention[] {
  const path = 'enrollmentCriteria';
  switch (criteria?.type) {
    case 'LIST_BASED':
      return [
        ...mentionsInCriteria(criteria.listFilterBranch, `${path}.listFilterBranch`, objectTypeId),
        ...criteria.reEnrollmentTriggersFilterBranches.flatMap((branch, index) =>
          mentionsInTrigger(branch, `${path}.reEnrollmentTriggersFilterBranches[${index}]`, objectTypeId),
        ),
      ];
    case 'EVENT_BASED':
      return [
        ...criteria.eventFilterBranches.flatMap((branch, index) =>
          mentionsInCriteria(branch, `${path}.eventFilterBranches[${index}]`, objectTypeId),
        ),
        ...criteria.listMembershipFilterBranches.flatMap((branch, index) =>
          mentionsInCriteria(branch, `${path}.listMembershipFilterBranches[${index}]`, objectTypeId),
        ),
        ...mentionsInCriteria(criteria.refinementCriteria, `${path}.refinementCriteria`, objectTypeId),
      ];
    default:
      return [];
  }
}

function inTiming(flow: FlowDefinition): Mention[] {
  const { enrollmentSchedule: schedule, objectTypeId } = flow;
  const anchor = flow.type === 'CONTACT_FLOW' ? flow.eventAnchor : undefined;
  return [
    ...(schedule?.type === 'PROPERTY_BASED'
      ? [reads(objectTypeId, schedule.dateProperty, 'enrollmentSchedule.dateProperty')]
      : []),
    ...(anchor?.type === 'CONTACT_PROPERTY_ANCHOR'
      ? [reads(objectTypeId, anchor.contactProperty, 'eventAnchor.contactProperty')]
      : []),
  ];
}

function inExits(flow: FlowDefinition): Mention[] {
  if (flow.type === 'PLATFORM_FLOW')
    return mentionsInCriteria(flow.suppressionFilterBranch, 'suppressionFilterBranch', flow.objectTypeId);
  return [
    ...mentionsInCriteria(flow.goalFilterBranch, 'goalFilterBranch', flow.objectTypeId),
    ...flow.suppressionListIds.map(
      (id, index): Mention => ({
        kind: 'list',
        id: String(id),
        path: `suppressionListIds[${index}]`,
        objectTypeId: flow.objectTypeId,
      }),
    ),
    ...(flow.unEnrollmentSetting?.flowIds ?? []).map(
      (id, index): Mention => ({ kind: 'flow', id, path: `unEnrollmentSetting.flowIds[${index}]` }),
    ),
  ];
}

function inDataSource(source: DataSource, path: string, setting: Setting): Mention[] {
  const objectTypeId = typeFound(source, setting.objectTypeId);
  const sought = propertySought(source, setting.objectTypeId);
  const mentions: Mention[] = [];
  if (sought) mentions.push(reads(objectTypeId, sought.name, `${path}.propertyName`));
  if ('recordFieldName' in source)
    mentions.push(reads(setting.objectTypeId, source.recordFieldName, `${path}.recordFieldName`));
  if ('sortBy' in source && source.sortBy)
    mentions.push(reads(objectTypeId, source.sortBy.property, `${path}.sortBy.property`));
  return mentions;
}

function inAction(action: Action, path: string, setting: Setting): Mention[] {
  switch (action.type) {
    case 'LIST_BRANCH':
      return action.listBranches.flatMap(({ filterBranch }, index) =>
        mentionsInCriteria(filterBranch, `${path}.listBranches[${index}].filterBranch`, setting.objectTypeId),
      );
    case 'STATIC_BRANCH':
      return mentionsInJson(action.inputValue, `${path}.inputValue`, setting);
    case 'AB_TEST_BRANCH':
      return [];
    case 'CUSTOM_CODE':
      return [
        ...mentionsInJson(action.inputFields, `${path}.inputFields`, setting),
        ...action.secretNames.map((name, index) => secretNamed(name, `${path}.secretNames[${index}]`)),
      ];
    case 'WEBHOOK':
      return [
        ...mentionsInJson(action.webhookUrl, `${path}.webhookUrl`, setting),
        ...mentionsInJson(action.queryParams, `${path}.queryParams`, setting),
        ...(action.authSettings?.type === 'AUTH_KEY'
          ? [secretNamed(action.authSettings.secretName, `${path}.authSettings.secretName`)]
          : []),
      ];
    case 'SINGLE_CONNECTION':
      return mentionsInFields(action, `${path}.fields`, setting);
  }
}

function secretNamed(id: string, path: string): Mention {
  return { kind: 'secret', id, path };
}
