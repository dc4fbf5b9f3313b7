import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import type { SimulatedStep, Simulation } from '../../api/index.ts';
import { actionOf, type RawFlow, slotsOf } from '../../flow-body/index.ts';
import type { Pill } from '../../graph/index.ts';
import { dateTimeText } from '../../kit/index.ts';
import { laneItemId } from '../../layout/index.ts';
import type { Trail } from '../state/index.ts';

/** As many visits are shown at a card; further ones are counted. */
const SHOWN_MAX = 1;

const LOOKS = {
  SUCCEEDED: { tone: 'ok', icon: CircleCheck, word: 'done' },
  FAILED: { tone: 'failed', icon: CircleAlert, word: 'failed' },
  SKIPPED: { tone: 'off', icon: CircleDashed, word: 'skipped' },
} as const;

/** Where a test run went: at each card its number and instant, at each branch the lane that was taken. */
export function trailOf({ steps }: Simulation, of: RawFlow, zone: string): Trail {
  const visits = Map.groupBy(steps, ({ actionId }) => actionId);
  const lanes = steps.flatMap(({ actionId, decision }) => {
    const action = actionOf(of, actionId);
    const slots = action ? slotsOf(action) : [];
    return (decision?.branches ?? [])
      .filter(({ taken }) => taken)
      .flatMap(({ index }) => slots[index ?? slots.length - 1] ?? [])
      .map(({ member }) => laneItemId(actionId, member));
  });
  return {
    cards: new Map([...visits].map(([id, taken]) => [id, pillsOf(taken, zone)])),
    lanes: new Set(lanes),
  };
}

function pillsOf(taken: readonly SimulatedStep[], zone: string): readonly Pill[] {
  const pills = taken.slice(0, SHOWN_MAX).map(({ number, at, outcome }): Pill => {
    const { tone, icon, word } = LOOKS[outcome];
    const when = dateTimeText(at, zone);
    return { tone, icon, text: `${number} · ${when}`, title: `Step ${number}: ${word}, ${when}` };
  });
  const more = taken.slice(SHOWN_MAX).map(({ number }) => number);
  return more.length === 0
    ? pills
    : [...pills, { tone: 'ok', text: `and ${more.length}`, title: `Steps ${more.join(', ')}` }];
}
