import type { Millrace } from '../support/millrace.ts';
import { pagesOfStatements } from '../support/statement-pages.ts';

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

/** Every state, with plans made for any parameters, and for those that come. */
export const WHENEVER = (['force_generic_plan', 'force_custom_plan'] as const).flatMap((mode) =>
  Object.entries(STATES).map(([state, prepare]) => ({ mode, state, prepare })),
);

/** Statements that touched more pages, a call, than they may; with how many. */
export async function statementsAbove({ sql }: Millrace, pages: number): Promise<string[]> {
  const above = (await pagesOfStatements(sql)).filter((each) => each.pages > pages);
  return above.map((each) => `${each.pages} pages: ${each.query}`);
}
