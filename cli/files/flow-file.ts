import { isObject, parseRaw, type Raw, type RawObject, without } from '@millrace/core/raw';

/** What a file of a flow is called behind the name of the flow. */
export const SUFFIX = '.flow.json';
const NAME_CHARACTERS_MAX = 80;

/** Members that a server gives by itself: they say nothing of what the flow does, and differ from server to server. */
const OF_THE_SERVER = [
  'id',
  'uuid',
  'revisionId',
  'createdAt',
  'updatedAt',
  'deletedAt',
  'nextAvailableActionId',
  'crmObjectCreationStatus',
] as const;

/** The order of the members in a file; what is not named here follows in the order of the alphabet. */
const ORDER = [
  'name',
  'description',
  'type',
  'flowType',
  'objectTypeId',
  'isEnabled',
  'enrollmentCriteria',
  'enrollmentSchedule',
  'eventAnchor',
  'goalFilterBranch',
  'suppressionListIds',
  'suppressionFilterBranch',
  'unEnrollmentSetting',
  'canEnrollFromSalesforce',
  'timeWindows',
  'blockedDates',
  'dataSources',
  'customProperties',
  'startActionId',
  'actions',
];

/** The members that the flow is made of, in the order of a file. What is within them stays in the order in which it came. */
export function inOrder(body: RawObject): RawObject {
  const own = without(body, ...OF_THE_SERVER);
  const rank = (member: string) => (ORDER.indexOf(member) + ORDER.length + 1) % (ORDER.length + 1);
  const members = Object.keys(own).toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(members.map((member) => [member, own[member]!]));
}

export function printFlow(body: RawObject): string {
  return `${JSON.stringify(inOrder(body), null, 2)}\n`;
}

/** Fails with what is wrong with the text: it is no JSON, or no object, or has no name. */
export function readFlow(text: string): RawObject & { readonly name: string } {
  let raw: Raw;
  try {
    raw = parseRaw(text);
  } catch (error) {
    throw new Error(`it is no JSON: ${(error as Error).message}`);
  }
  if (!isObject(raw)) throw new Error('it is not an object');
  const { name } = raw;
  if (typeof name !== 'string' || name.trim() === '') throw new Error('it has no "name"');
  return { ...raw, name };
}

/** `welcome-series.flow.json` for "Welcome series!"; letters of other scripts stay. */
export function fileNameOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, NAME_CHARACTERS_MAX)
    .replace(/^-+|-+$/g, '');
  return `${slug || 'flow'}${SUFFIX}`;
}
