import type { SimulatedWait } from '../../api/index.ts';
import { lengthText } from '../../kit/index.ts';

/** What a wait is for, where its action does not say it. */
const FOR: Readonly<Record<string, string>> = {
  window: 'for the hours of the flow',
  pace: 'for its turn: the flow has a pace',
  effect: 'for the answer',
  event: 'for the event',
  held: 'since it cannot go on',
};

const ENDED = { TIME: '', CHANGE: ', until something happened', RESULT: ', until the answer came' } as const;

/** "Waits 3 days", "Waits 2 h for the hours of the flow". */
export function waitText(
  { waitingFor, since, endedAt, endedBy, held }: SimulatedWait,
  startedAt: string,
): string {
  const why = FOR[waitingFor] ? ` ${FOR[waitingFor]}` : '';
  const because = held ? `: ${held.message}` : '';
  if (endedAt === null) return `Waits${why}${because}`;
  const length = lengthText(Date.parse(endedAt) - Date.parse(since || startedAt));
  return `Waits ${length}${why}${endedBy === null ? '' : ENDED[endedBy]}${because}`;
}
