import {
  type Bearer,
  flagOf,
  instantText,
  joined,
  type Names,
  objectTypeWords,
  type Part,
  type Tense,
  text,
  valuePart,
} from '../../sentence/index.ts';
import type { Turn, Turning, Way } from '../turning/way.ts';
import { sayNodes } from './say-nodes.ts';
import { wouldHaveTo } from './would-have-to.ts';

/** A turn in words: `Lifecycle stage would have to be Customer; it is Lead`. */
export interface SaidTurn {
  readonly path: string;
  readonly to: Turn['to'];
  readonly record: Turn['record'];
  readonly sentence: string;
  /** When time alone turns it, if nothing else happens. */
  readonly turnsAt: string | null;
}

export interface SaidWay {
  readonly sentence: string;
  readonly turns: readonly SaidTurn[];
  /** What has to stay as it is beside. */
  readonly keeps: readonly string[];
}

/** What would have to be different, in words. */
export interface SaidTurning extends Pick<Turning, 'to' | 'isComplete' | 'turnsAt'> {
  readonly sentence: string;
  readonly ways: readonly SaidWay[];
}

/** What a turning is about. */
export interface Turned {
  readonly tree: unknown;
  readonly objectTypeId: string;
  readonly tense: Tense;
}

/** Says what would have to be different for criteria to be met, or no longer met. */
export function sayTurning(turning: Turning, names: Names, about: Turned): SaidTurning {
  const said = new Map(sayNodes(about.tree, names, about).map(({ path, parts }) => [path, parts]));
  const ways = turning.ways.map((way) => sayWay(way, { said, names, ...about }));
  const { to, isComplete, turnsAt } = turning;
  return { to, sentence: summary(turning, ways, names, about), ways, isComplete, turnsAt };
}

interface Saying extends Turned {
  readonly said: ReadonlyMap<string, readonly Part[]>;
  readonly names: Names;
}

/** Ways in one sentence; the others stand below it. */
const WAYS_IN_SENTENCE = 2;

function summary(turning: Turning, ways: readonly SaidWay[], names: Names, { tense }: Turned): string {
  const time = byTime(turning, names, tense);
  if (ways.length === 0)
    return time || (turning.isComplete ? WITHOUT_WAY[tense][turning.to] : TOO_MANY[tense]);
  const first = ways.slice(0, WAYS_IN_SENTENCE).map(({ sentence }) => sentence);
  const more = turning.isComplete && ways.length <= WAYS_IN_SENTENCE ? '' : ', or something else';
  return `${first.join(', or: ')}${more}.${time && ` ${time}`}`;
}

/** None of the ways with the fewest turns can be gone, and the others are many. */
const TOO_MANY = {
  PRESENT: 'No few changes of the record make it so.',
  PAST: 'No few changes of the record would have made it so.',
} as const;

const WITHOUT_WAY = {
  PRESENT: {
    MET: 'Nothing that can happen to the record makes it match.',
    NOT_MET: 'Nothing that can happen to the record makes it no longer match.',
  },
  PAST: {
    MET: 'Nothing that could have happened to the record would have made it match.',
    NOT_MET: 'Nothing that could have happened to the record would have made it no longer match.',
  },
} as const;

function byTime({ to, turnsAt }: Turning, names: Names, tense: Tense): string {
  if (turnsAt === null) return '';
  const word = tense === 'PAST' ? 'would' : 'will';
  const verb = to === 'MET' ? `${word} match` : `${word} no longer match`;
  const nothing = tense === 'PAST' ? 'nothing else happened' : 'nothing changes';
  return `From ${instantText(Date.parse(turnsAt), names)} on it ${verb} if ${nothing}.`;
}

function sayWay({ turns, keeps }: Way, saying: Saying): SaidWay {
  const said = turns.map((turn) => sayTurn(turn, saying));
  return {
    sentence: said.map(({ sentence }, index) => (index === 0 ? sentence : within(sentence))).join(', and '),
    turns: said,
    keeps: keeps.map(
      ({ path, to }) => `${to === 'MET' ? '' : 'Not: '}${joined(saying.said.get(path) ?? [])}`,
    ),
  };
}

/** As it stands within another sentence; a name keeps its capital. */
function within(sentence: string): string {
  return sentence.replace(/^(Of|The) /, (word) => word.toLowerCase());
}

function sayTurn({ path, to, record, place }: Turn, saying: Saying): SaidTurn {
  const { said, names, tense, objectTypeId } = saying;
  const bearer = record?.objectTypeId ?? objectTypeId;
  const clause = said.get(path) ?? [];
  const turnsAt = place.turnsAt ?? null;
  const own = { path, to, record, turnsAt };
  const of = record ? `Of the ${objectTypeWords(bearer, names).singular} ${record.id}: ` : '';
  const needed = tense === 'PAST' ? 'would have had to' : 'would have to';
  if (place.verdict === 'UNKNOWN') {
    const why = place.reason ? `: ${place.reason.replace(/\.$/, '')}` : '';
    return { ...own, sentence: `${of}“${joined(clause)}” ${needed} be mended${why}` };
  }
  const isWithoutValue = 'value' in place && place.value === null;
  const includesNone = 'wanted' in place && flagOf(place.wanted['includeObjectsWithNoValueSet']);
  const subject = `the ${objectTypeWords(bearer, names).singular}`;
  const demand = wouldHaveTo(clause, subject, { to, isWithoutValue, includesNone, tense }) ?? [
    text(`this ${needed} be ${to === 'MET' ? 'so' : 'no longer so'}: `),
    ...clause,
  ];
  const time = turnsAt === null ? '' : ` (by itself from ${instantText(Date.parse(turnsAt), names)} on)`;
  return { ...own, sentence: `${of}${joined(demand)}${present(place, bearer, names, tense)}${time}` };
}

/** `; it is Lead`, `; it has no value`. */
function present(place: Turn['place'], bearer: Bearer, names: Names, tense: Tense): string {
  if (!('value' in place) || place.property === undefined || place.operator === 'IS_KNOWN') return '';
  const saidOf = (name: string, value: string | null | undefined) => {
    const [is, has] = tense === 'PAST' ? ['was', 'had'] : ['is', 'has'];
    return value
      ? `${is} ${joined([valuePart(value, names.property(bearer, name), names)])}`
      : `${has} no value`;
  };
  const own = `; it ${saidOf(place.property, place.value)}`;
  if (!place.comparedWith) return own;
  const { property, value } = place.comparedWith;
  return `${own}, and ${names.property(bearer, property)?.label ?? property} ${saidOf(property, value)}`;
}
