import type { Step } from '@millrace/core/flow';
import type { EpochMillis } from '@millrace/core/time';

/** Steps in one row, at most: a passage that runs in a circle takes very many in a turn. */
const STEPS_OF_ROW_MAX = 100;

/** Steps that a passage took one after the other at one instant, as a row of `turns`. */
export interface TurnRow {
  /** Of the first. */
  readonly number: number;
  /** The worst of all. */
  readonly outcome: Step['outcome'];
  readonly at: EpochMillis;
  /** As JSON, of each: action, its type, detail, outcome, reason, beginning; without what is null at the end. */
  readonly entries: string;
}

/** From well to bad. */
const OUTCOMES: readonly Step['outcome'][] = ['SUCCEEDED', 'SKIPPED', 'FAILED'];

/** The rows of steps, which are in order and have consecutive numbers. */
export function turnsOf(steps: readonly Step[]): TurnRow[] {
  const rows: TurnRow[] = [];
  for (let from = 0; from < steps.length; ) {
    const { number, at } = steps[from]!;
    let worst = 0;
    let entries = '';
    let end = from;
    for (; end < steps.length && end - from < STEPS_OF_ROW_MAX && steps[end]!.at === at; end++) {
      const step = steps[end]!;
      worst = Math.max(worst, OUTCOMES.indexOf(step.outcome));
      entries += `${end === from ? '[' : ','}${entryOf(step)}`;
    }
    rows.push({ number, outcome: OUTCOMES[worst]!, at, entries: `${entries}]` });
    from = end;
  }
  return rows;
}

function entryOf({ actionId, actionType, detail, outcome, reason, startedAt, at }: Step): string {
  const wentWell = outcome === 'SUCCEEDED' && reason === null;
  const said: unknown[] = [actionId, actionType];
  if (detail !== null || !wentWell || startedAt !== at) said.push(detail);
  if (!wentWell || startedAt !== at) said.push(outcome === 'SUCCEEDED' ? null : outcome, reason);
  if (startedAt !== at) said.push(startedAt);
  return JSON.stringify(said);
}
