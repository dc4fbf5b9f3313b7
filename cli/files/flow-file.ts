import { isObject, type Path, parseRaw, type Raw, type RawObject, without } from '@millrace/core/raw';
import { editYaml } from './yaml/edit.ts';
import { placeIn } from './yaml/place-in.ts';
import { printYaml } from './yaml/print.ts';
import { type Place, readYaml } from './yaml/read.ts';

export const FORMATS = ['json', 'yaml'] as const;
/** How a file is written. */
export type Format = (typeof FORMATS)[number];

const NAME_CHARACTERS_MAX = 80;

/** By the name of a file: `welcome.flow.json`, `welcome.flow.yaml`, `welcome.flow.yml`; undefined for a file of anything else. */
export function flowFormatOf(file: string): Format | undefined {
  return /\.flow\.[^.]+$/i.test(file) ? formatOf(file) : undefined;
}

/** By the end of a name, whatever is in the file. */
export function formatOf(file: string): Format | undefined {
  if (/\.json$/i.test(file)) return 'json';
  return /\.ya?ml$/i.test(file) ? 'yaml' : undefined;
}

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

export function printFlow(body: RawObject, format: Format): string {
  const own = inOrder(body);
  return format === 'yaml' ? printYaml(own) : `${JSON.stringify(own, null, 2)}\n`;
}

/** The text of a file that is there, such that it says this flow. One of YAML keeps all that is the same, and its comments. */
export function rewriteFlow(text: string, body: RawObject, format: Format): string {
  return format === 'yaml' ? editYaml(text, inOrder(body)) : printFlow(body, format);
}

/** What a file says, and where. */
export interface FlowText {
  readonly body: RawObject;
  /** The line and column of a member, of which an object is known by its key; undefined in JSON, which nobody writes by hand. */
  placeOf(path: Path): Place | undefined;
}

/** Fails with what is wrong with the text: it is no JSON, or no object; with a YamlError for what is no YAML. */
export function readFlowText(text: string, format: Format): FlowText {
  if (format === 'yaml') {
    const yaml = readYaml(text);
    return { body: objectOf(yaml.raw), placeOf: (path) => placeIn(yaml, path) };
  }
  let raw: Raw;
  try {
    raw = parseRaw(text);
  } catch (error) {
    throw new Error(`it is no JSON: ${(error as Error).message}`);
  }
  return { body: objectOf(raw), placeOf: () => undefined };
}

function objectOf(raw: Raw): RawObject {
  if (!isObject(raw)) throw new Error('it is no flow: that is an object with actions');
  return raw;
}

/** Fails where there is none, by which the flow would be known. */
export function nameOf({ name }: RawObject): string {
  if (typeof name !== 'string' || name.trim() === '') throw new Error('it has no "name"');
  return name;
}

/** `welcome-series` for "Welcome series!"; letters of other scripts stay. What its file is called before `.flow.json`. */
export function stemOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, NAME_CHARACTERS_MAX)
    .replace(/^-+|-+$/g, '');
  return slug || 'flow';
}
