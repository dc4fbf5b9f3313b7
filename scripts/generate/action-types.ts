import { ACTION_TYPES, ELSEWHERE } from '@millrace/core/flow';
import { table } from './write.ts';

/** Every action type that is known: how it runs, or why not. */
export function actionTypesTable(): string {
  const here = ACTION_TYPES.map(({ id, name, isFlowControl, givesWay }) => [
    `\`${id}\``,
    name,
    givesWay ? 'kept for a person or a gateway; an adapter can run it' : 'runs',
    isFlowControl ? 'goes on' : 'skipped, `FLOW_TURNED_OFF`',
  ]);
  const elsewhere = ELSEWHERE.map(({ id, name, why, waits }) => [
    `\`${id}\``,
    name,
    waits ? `holds: ${why}` : `an adapter can run it; else skipped: ${why}`,
    waits ? 'holds' : 'skipped',
  ]);
  return table(
    ['type', 'action', 'here', 'in a flow that is turned off'],
    [...here, ...elsewhere].sort(byType),
  );
}

/** By number where there are numbers, the original's own before those of apps; then the rest by name. */
function byType([a = '']: readonly string[], [b = '']: readonly string[]): number {
  const [vendorA, numberA] = numbersOf(a);
  const [vendorB, numberB] = numbersOf(b);
  return vendorA - vendorB || numberA - numberB || a.localeCompare(b);
}

function numbersOf(id: string): readonly [number, number] {
  const match = /^`(\d+)-(\d+)`$/.exec(id);
  return match ? [Number(match[1]), Number(match[2])] : [Number.MAX_SAFE_INTEGER, 0];
}
