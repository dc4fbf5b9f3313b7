import { CircleAlert, CircleCheck, CircleSlash, Hourglass, LogIn } from 'lucide-react';
import type { ActionCounts, FlowCounts } from '../api/index.ts';
import { actionsOf, idOf, isBranching, type RawFlow, slotsOf } from '../flow-body/index.ts';
import type { CardMark, LaneMark, MarkTable, Pill } from '../graph/index.ts';
import { lengthText } from '../kit/index.ts';
import { laneItemId, TRIGGER } from '../layout/index.ts';
import { compact, counted } from './numbers.ts';

/** The counts as marks of the graph: who waits where, what steps came to, and which way they went. */
export function tableOf(flow: RawFlow, { actions, asOf }: FlowCounts, enrolled: number): MarkTable {
  const cards = new Map<string, CardMark>();
  const lanes = new Map<string, LaneMark>();
  if (enrolled > 0)
    cards.set(TRIGGER, {
      pills: [{ tone: 'goal', icon: LogIn, text: compact(enrolled), title: `${counted(enrolled)} came in` }],
    });
  for (const action of actionsOf(flow)) {
    const id = idOf(action);
    const counts = actions[id];
    if (!counts) continue;
    cards.set(id, { pills: pillsOf(counts, Date.parse(asOf)) });
    if (!isBranching(action)) continue;
    for (const [member, share] of sharesOf(counts, slotsOf(action))) lanes.set(laneItemId(id, member), share);
  }
  return { cards, lanes };
}

function pillsOf(counts: ActionCounts, now: number): Pill[] {
  const { waiting, oldestSince, succeeded, failed, skipped } = counts;
  const since = oldestSince === null ? '' : `, the first for ${lengthText(now - Date.parse(oldestSince))}`;
  const pills: (Pill & { count: number })[] = [
    {
      count: waiting,
      tone: 'waiting',
      icon: Hourglass,
      text:
        since === ''
          ? compact(waiting)
          : `${compact(waiting)} · ${lengthText(now - Date.parse(oldestSince!))}`,
      title: `${counted(waiting)} ${waiting === 1 ? 'waits' : 'wait'} here${since}`,
    },
    {
      count: succeeded,
      tone: 'ok',
      icon: CircleCheck,
      text: compact(succeeded),
      title: `${counted(succeeded)} done`,
    },
    {
      count: failed,
      tone: 'failed',
      icon: CircleAlert,
      text: compact(failed),
      title: `${counted(failed)} failed`,
    },
    {
      count: skipped,
      tone: 'off',
      icon: CircleSlash,
      text: compact(skipped),
      title: `${counted(skipped)} skipped`,
    },
  ];
  return pills.filter(({ count }) => count > 0).map(({ count: _, ...pill }) => pill);
}

/** Each lane's part of those who went any way. */
function sharesOf(
  { connections }: ActionCounts,
  slots: readonly { readonly member: string }[],
): [member: string, mark: LaneMark][] {
  const total = Object.values(connections).reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  return slots.map(({ member }) => {
    const count = connections[member] ?? 0;
    const share = `${Math.round((count / total) * 100)} %`;
    return [
      member,
      { text: `${compact(count)} · ${share}`, title: `${counted(count)} of ${counted(total)} went this way` },
    ];
  });
}
