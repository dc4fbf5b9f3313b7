import type {
  Answer,
  AssociatedExplanation,
  BranchExplanation,
  CriteriaExplanation,
  FilterExplanation,
} from '@millrace/client';
import { joined, type Names, valuePart } from '@millrace/core/sentences';
import { at } from './passage.ts';

type Explanation = Answer<'GET /millrace/v1/flows/{flowId}/explain'>;

const RULE_MARKS = { PASSED: '+', FAILED: '-', NOT_ASKED: ' ' } as const;
const MARKS = { MET: '+', NOT_MET: '-', UNKNOWN: '?' } as const;
const INDENT = '  ';

/** The rules of the door in their order, each with `+` passed or `-` kept out, and what would let the record in. */
export function sayRules(
  rules: Explanation['rules'] | Answer<'POST /millrace/v1/flows/simulate'>['rules'],
): string[] {
  return rules.flatMap(({ rule, verdict, message, sentence, wouldTake }) => [
    `${RULE_MARKS[verdict]} ${message}`,
    ...(sentence === undefined ? [] : [`${INDENT}${sentence}`]),
    ...(wouldTake === undefined || rule === 'CRITERIA' ? [] : [`${INDENT}${wouldTake}`]),
  ]);
}

/** What an explanation is said with: the object type of the record, names, and the sentences of lines that come without, by their paths. */
export interface Wording {
  readonly bearer: string;
  readonly names: Names;
  readonly sentences?: ReadonlyMap<string, string>;
}

/** The filters one by one, with the values that there are, and what would have to change. */
export function sayVerdicts(criteria: CriteriaExplanation, wording: Wording): string[] {
  return [
    ...branchLines(criteria, wording),
    ...(criteria.toTurn ? turningLines(criteria.toTurn, wording.names) : []),
  ];
}

interface Parts {
  readonly filters: readonly FilterExplanation[];
  readonly filterBranches: readonly BranchExplanation[];
  readonly associated?: readonly AssociatedExplanation[];
}

function branchLines(branch: BranchExplanation, wording: Wording): string[] {
  const { verdict, path, filterBranchType, reason, turnsAt } = branch;
  const { names, sentences } = wording;
  const sentence =
    branch.sentence ?? sentences?.get(path) ?? (filterBranchType === 'OR' ? 'One of these' : 'All of these');
  const own = `${MARKS[verdict]} ${sentence}`;
  const lines = partLines(branch, wording);
  // A branch around one line says what the line says.
  if (lines[0] === own) return lines;
  return [
    own,
    ...indented([...(reason === undefined ? [] : [reason]), ...turnLines(turnsAt, verdict, names), ...lines]),
  ];
}

function partLines({ filters, filterBranches, associated = [] }: Parts, wording: Wording): string[] {
  return [
    ...filters.flatMap((filter) => filterLines(filter, wording)),
    ...filterBranches.flatMap((each) => branchLines(each, wording)),
    ...associated.flatMap((each) => [
      `${MARKS[each.verdict]} ${each.objectTypeId}/${each.id}`,
      ...indented(partLines(each, { ...wording, bearer: each.objectTypeId })),
    ]),
  ];
}

function filterLines(filter: FilterExplanation, wording: Wording): string[] {
  const { verdict, path, filterType, property, value, comparedWith, reason, turnsAt } = filter;
  const { bearer, names, sentences } = wording;
  const sentence = filter.sentence ?? sentences?.get(path);
  const has = (name: string, stored: string | null) =>
    stored === null || stored === ''
      ? 'no value'
      : joined([valuePart(stored, names.property(bearer, name), names)]);
  const label = (name: string) => names.property(bearer, name)?.label ?? name;
  return [
    `${MARKS[verdict]} ${sentence ?? property ?? filterType}`,
    ...indented([
      ...(value === undefined || property === undefined ? [] : [`has ${has(property, value)}`]),
      ...(comparedWith
        ? [`${label(comparedWith.property)} is ${has(comparedWith.property, comparedWith.value)}`]
        : []),
      ...(reason === undefined ? [] : [reason]),
      ...turnLines(turnsAt, verdict, names),
    ]),
  ];
}

function turnLines(
  turnsAt: string | undefined,
  verdict: BranchExplanation['verdict'],
  names: Names,
): string[] {
  if (turnsAt === undefined) return [];
  return [
    `${verdict === 'MET' ? 'holds until' : 'will be met from'} ${at(turnsAt, names)}, if nothing changes`,
  ];
}

function turningLines(turning: NonNullable<CriteriaExplanation['toTurn']>, names: Names): string[] {
  const { to, ways, isComplete, sentence, turnsAt } = turning;
  return [
    '',
    to === 'MET' ? 'What would have to change:' : 'What would have to change for it to be no longer so:',
    ...indented([
      ...(ways.length === 0 && turnsAt === null ? [sentence] : ways.map((way) => `- ${way.sentence}`)),
      ...(isComplete ? [] : ['There are other ways, which ask for as much or more.']),
      ...(turnsAt === null ? [] : [`From ${at(turnsAt, names)} on it turns by itself, if nothing changes.`]),
    ]),
  ];
}

const indented = (lines: readonly string[]) => lines.map((line) => `${INDENT}${line}`);
