import type { Passage, Step } from '../api/index.ts';
import { actionsOf, idOf, type RawFlow, slotsOf } from '../flow-body/index.ts';
import type { CardMark, LaneMark, MarkTable, Pill } from '../graph/index.ts';
import { dateTimeText, type Tone } from '../kit/index.ts';
import { laneItemId, TRIGGER } from '../layout/index.ts';

const TONES: Readonly<Record<Step['outcome'], Tone>> = { SUCCEEDED: 'ok', FAILED: 'failed', SKIPPED: 'off' };
const WORDS: Readonly<Record<Step['outcome'], string>> = {
  SUCCEEDED: 'Done',
  FAILED: 'Failed',
  SKIPPED: 'Skipped',
};

/** Visits of one action that its card numbers; the rest are counted. */
const NUMBERS_MAX = 3;

/** The path of a passage on its flow: what was gone through has its number and its instant, the rest steps back. */
export function pathMarks(flow: RawFlow, passage: Passage, zone: string): MarkTable {
  const byAction = Map.groupBy(passage.steps, ({ actionId }) => actionId);
  const { position, status, enrolledAt } = passage;
  const cards = new Map<string, CardMark>();
  const lanes = new Map<string, LaneMark>();
  const enrolled: Pill = {
    tone: 'ok',
    text: dateTimeText(enrolledAt, zone),
    title: `Enrolled ${dateTimeText(enrolledAt, zone)}`,
  };
  cards.set(TRIGGER, { look: 'onPath', pills: [enrolled] });
  for (const action of actionsOf(flow)) {
    const id = idOf(action);
    const visits = byAction.get(id) ?? [];
    const isHere = status === 'ACTIVE' && position?.actionId === id;
    cards.set(
      id,
      visits.length === 0 && !isHere ? { isDim: true } : cardMark(visits, isHere ? position : null, zone),
    );
    const taken = new Set(visits.map(({ detail }) => detail?.['member']));
    for (const { member } of slotsOf(action))
      if (slotsOf(action).length > 1)
        lanes.set(laneItemId(id, member), taken.has(member) ? { look: 'onPath' } : { isDim: true });
  }
  return { cards, lanes };
}

function cardMark(visits: readonly Step[], position: Passage['position'], zone: string): CardMark {
  const last = visits.at(-1);
  const pills: Pill[] = [];
  if (last) {
    const at = dateTimeText(last.at, zone);
    pills.push({ tone: TONES[last.outcome], text: at, title: `${WORDS[last.outcome]} ${at}` });
  }
  if (position) {
    const until = position.until ? `until ${dateTimeText(position.until, zone)}` : 'now';
    pills.push({ tone: 'waiting', text: until, title: `Stands here ${until}` });
  }
  return { look: 'onPath', pills, ...(last ? { badge: numbered(visits, last) } : {}) };
}

function numbered(visits: readonly Step[], last: Step): Pill {
  const numbers = visits.map(({ number }) => number);
  const shown = numbers.slice(0, NUMBERS_MAX).join(', ');
  const text = numbers.length > NUMBERS_MAX ? `${numbers[0]} … ${numbers.at(-1)}` : shown;
  const title =
    numbers.length === 1 ? `Step ${text}` : `Steps ${numbers.length > 20 ? text : numbers.join(', ')}`;
  return { tone: TONES[last.outcome], text, title };
}
