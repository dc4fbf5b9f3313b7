import { inject } from 'vitest';
import type { Millrace } from '../support/millrace.ts';
import { forgetPages, pagesOfStatements } from '../support/statement-pages.ts';

/** Pages that one statement of a round may touch, far below what it takes to read a crowd. */
export const PAGES_MAX = 400;

/** In what state the database is when the plans are made, and when they are used. */
const STATES = {
  'made while the tables were empty': async ({ made }: State) => made(),
  'made while the tables were known to be empty': async ({ vacuum, made }: State) => {
    await vacuum();
    await made();
    await vacuum();
    await made();
  },
  'made when the tables were full, and analyzed': async ({ fill, vacuum }: State) => {
    await fill();
    await vacuum();
  },
  'made when the tables were full, and had been analyzed long ago': async ({ fill, vacuum }: State) => {
    await fill('of another flow');
    await vacuum();
  },
};

export interface State {
  /** Plans are made by being used. */
  readonly made: () => Promise<void>;
  readonly fill: (of?: 'of another flow') => Promise<void>;
  readonly vacuum: () => Promise<void>;
}

/** Every state; on an older PostgreSQL, where they run a second time, the one in which its planner has gone astray. Until what is measured, plans are made for any parameters, and kept. */
export const WHENEVER = Object.entries(STATES)
  .map(([state, prepare]) => ({ state, prepare }))
  .slice(0, inject('isOnOlder') ? 1 : undefined);

/** The mode in which plans are made before anything is measured. */
export const MADE_FOR_ANY = 'force_generic_plan';

const MODES = [MADE_FOR_ANY, 'force_custom_plan'] as const;

/** Every state in either mode by itself, where what is measured would be in the way of measuring once more. */
export const WHENEVER_IN_EACH_MODE = MODES.flatMap((mode) => WHENEVER.map((each) => ({ mode, ...each })));

/** Measures twice: with the plans that were made for any parameters, and with plans that are made for those that come. */
export async function withEitherPlans(
  millrace: Millrace,
  measure: (mode: string) => Promise<void>,
): Promise<void> {
  for (const mode of MODES) {
    await millrace.sql.unsafe(`set plan_cache_mode = ${mode}`);
    await forgetPages(millrace.sql);
    await measure(mode);
  }
}

/** Statements that touched more pages, a call, than they may; with how many. */
export async function statementsAbove({ sql }: Millrace, pages: number): Promise<string[]> {
  const above = (await pagesOfStatements(sql)).filter((each) => each.pages > pages);
  return above.map((each) => `${each.pages} pages: ${each.query}`);
}
