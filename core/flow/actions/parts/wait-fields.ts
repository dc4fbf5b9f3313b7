import type * as z from 'zod';
import { choice } from '../fields.ts';

/** Real flows hold delays in minutes; forms offer everyday units. */
export const timeUnit = (label: string) =>
  choice(label, ['SECONDS', 'MINUTES', 'HOURS', 'DAYS', 'WEEKS'], ['MINUTES', 'HOURS', 'DAYS', 'WEEKS']);

export type TimeUnit = z.output<ReturnType<typeof timeUnit>['schema']>;

/** Members of other APIs, easily confused with these. Ignored, they would silently shorten a wait. */
const MISTAKEN = { timeUnit: 'time_unit', daysOfWeek: 'days_of_week', timeOfDay: 'time_of_day' };

/** Refuses fields of a wait under another spelling. */
export function refuseMistaken(fields: Readonly<Record<string, unknown>>, context: z.RefinementCtx): void {
  for (const [mistaken, meant] of Object.entries(MISTAKEN)) {
    if (!(mistaken in fields)) continue;
    context.addIssue({ code: 'custom', path: [mistaken], message: `is not read here; write ${meant}` });
  }
}
