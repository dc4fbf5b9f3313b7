import type * as z from 'zod';
import { quote } from '../../../problem/index.ts';
import type { SingleConnectionAction } from '../../definition/index.ts';
import type { ActionProblem } from '../action-type.ts';
import { choice, type FieldTable } from '../fields.ts';

/** Real flows hold delays in minutes; forms offer everyday units. */
export const timeUnit = (label: string) =>
  choice(label, ['SECONDS', 'MINUTES', 'HOURS', 'DAYS', 'WEEKS'], ['MINUTES', 'HOURS', 'DAYS', 'WEEKS']);

export type TimeUnit = z.output<ReturnType<typeof timeUnit>['schema']>;

/** Members of other APIs, easily confused with these. Ignored, they would silently shorten a wait. */
const MISTAKEN = {
  timeUnit: 'time_unit',
  daysOfWeek: 'days_of_week',
  timeOfDay: 'time_of_day',
  businessDaysOnly: 'business_days_only',
};

/** Refuses fields of a wait under another spelling. */
export function refuseMistaken(fields: Readonly<Record<string, unknown>>, context: z.RefinementCtx): void {
  for (const [mistaken, meant] of Object.entries(MISTAKEN)) {
    if (!(mistaken in fields)) continue;
    context.addIssue({ code: 'custom', path: [mistaken], message: `is not read here; write ${meant}` });
  }
}

/** Fields that a wait does not read: what they ask for is not done, and may be a different end. */
export function unreadFields({ fields }: SingleConnectionAction, read: FieldTable): ActionProblem[] {
  return Object.entries(fields).flatMap(([name, value]): ActionProblem[] => {
    if (name in read || value === null) return [];
    const path = `fields.${name}`;
    const message = `${path} ${quote(value)} is not read: the wait is as long as without it.`;
    return [{ path, code: 'NOT_READ', message, severity: 'warning' }];
  });
}
