import { ACTION_TYPES } from '@millrace/core/flow';
import { table } from './write.ts';

/** The action types that run. */
export function actionTypesTable(): string {
  const rows = ACTION_TYPES.map(({ id, name, isFlowControl }) => [
    `\`${id}\``,
    name,
    isFlowControl ? 'goes on' : 'skipped, `FLOW_TURNED_OFF`',
  ]);
  return table(['type', 'action', 'in a flow that is turned off'], rows.sort(byType));
}

/** By number where there are numbers, then the rest by name. */
function byType([a = '']: readonly string[], [b = '']: readonly string[]): number {
  return numberOf(a) - numberOf(b) || a.localeCompare(b);
}

function numberOf(id: string): number {
  const match = /^`\d+-(\d+)`$/.exec(id);
  return match ? Number(match[1]) : Number.MAX_SAFE_INTEGER;
}
