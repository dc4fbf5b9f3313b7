import {
  entryFor,
  type Given,
  isFilled,
  itemsOf,
  membersOf,
  type Names,
  type Part,
  quoted,
  text,
  textOf,
} from '../../sentence/index.ts';
import { insteadOf, lowered, same } from './instead-of.ts';
import { type Setting, saySettings } from './say-settings.ts';

/** What changed in a flow apart from its actions. */
export function saySettingChanges(before: Given, after: Given, names: Names): Part[][] {
  return [
    ...sayName(before, after),
    ...saySwitch(before, after),
    ...sayRules(before, after, names),
    ...sayOthers(before, after),
  ];
}

function sayName(before: Given, after: Given): Part[][] {
  const [old, now] = [textOf(before['name']) ?? '', textOf(after['name']) ?? ''];
  if (old === now) return [];
  if (now === '') return [[text(`Took away the name ${quoted(old)}`)]];
  return [[text(old === '' ? `Named ${quoted(now)}` : `Renamed ${quoted(old)} to ${quoted(now)}`)]];
}

function saySwitch(before: Given, after: Given): Part[][] {
  const [old, now] = [before['isEnabled'] === true, after['isEnabled'] === true];
  return old === now ? [] : [[text(now ? 'Turned on' : 'Turned off')]];
}

function sayRules(before: Given, after: Given, names: Names): Part[][] {
  const key = ({ kind, member }: Setting) => `${kind} ${kind === 'SUPPRESSION' ? member : ''}`;
  const [old, now] = [saySettings(before, names), saySettings(after, names)].map(
    (all) => new Map(all.map((each) => [key(each), each])),
  );
  const said = [...new Set([...old!.keys(), ...now!.keys()])].flatMap((name): Part[][] => {
    const [was, is] = [old!.get(name), now!.get(name)];
    if (!is) return [[text(`${was!.label} removed: `), ...lowered(was!.parts)]];
    if (!was) return [[text(`${is.label}: `), ...lowered(is.parts)]];
    const instead = insteadOf(is.parts, was.parts);
    return instead ? [[text(`${is.label}: `), ...instead]] : [];
  });
  const isSilent = said.length === 0 && !same(before['enrollmentCriteria'], after['enrollmentCriteria']);
  return isSilent ? [[text('Changed the enrollment criteria')]] : said;
}

/** Members that other sentences tell, or that nobody writes. */
const TOLD = new Set([
  ...[
    'actions',
    'startActionId',
    'name',
    'isEnabled',
    'enrollmentCriteria',
    'enrollmentSchedule',
    'goalFilterBranch',
  ],
  ...[
    'suppressionListIds',
    'suppressionFilterBranch',
    'unEnrollmentSetting',
    'timeWindows',
    'blockedDates',
    'eventAnchor',
  ],
  ...[
    'id',
    'revisionId',
    'createdAt',
    'updatedAt',
    'nextAvailableActionId',
    'crmObjectCreationStatus',
    'uuid',
  ],
]);

const LABELS: Readonly<Record<string, string>> = {
  description: 'the description',
  canEnrollFromSalesforce: 'whether records enroll from Salesforce',
  customProperties: 'the custom properties',
  objectTypeId: 'the object type',
};

function sayOthers(before: Given, after: Given): Part[][] {
  const members = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (member) => !TOLD.has(member),
  );
  return members.flatMap((member): Part[][] => {
    if (same(before[member], after[member]) || (!isFilled(before[member]) && !isFilled(after[member])))
      return [];
    if (member === 'dataSources') return saySources(before[member], after[member]);
    return [[text(`Changed ${entryFor(LABELS, member) ?? member}`)]];
  });
}

function saySources(before: unknown, after: unknown): Part[][] {
  const byName = (sources: unknown) =>
    new Map(
      itemsOf(sources)
        .map(membersOf)
        .map((each) => [textOf(each['name']) ?? '', each]),
    );
  const [old, now] = [byName(before), byName(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names.flatMap((name): Part[][] => {
    if (same(old.get(name), now.get(name))) return [];
    const verb = !old.has(name) ? 'Added' : !now.has(name) ? 'Removed' : 'Changed';
    return [[text(`${verb} the data source ${quoted(name)}`)]];
  });
}
