import fc from 'fast-check';
import type { Body } from '../support/story.ts';
import { listFilters } from './bodies/criteria.ts';
import { flowBody } from './bodies/flow.ts';
import { PROPERTIES, word } from './bodies/names.ts';
import { anyCommand, type Command } from './commands/list.ts';

/** What an account begins with, and what is done to it. */
export interface Sequence {
  readonly contacts: readonly {
    readonly values: Readonly<Record<string, string>>;
    readonly closesIn: number | null;
  }[];
  readonly listFilters: Body;
  readonly flows: readonly Body[];
  readonly commands: readonly Command[];
}

/** So many that they meet, so few that hundreds of sequences take a minute. */
const COMMANDS_MAX = 16;

export const anySequence: fc.Arbitrary<Sequence> = fc.noBias(
  fc.record({
    contacts: fc.array(
      fc.record({
        values: fc.dictionary(fc.constantFrom(...PROPERTIES), word, { maxKeys: 2 }),
        /** Hours from the start to the date that it has. */
        closesIn: fc.option(fc.constantFrom(-30, 20, 100)),
      }),
      { minLength: 2, maxLength: 3, size: 'max' },
    ),
    listFilters,
    flows: fc.array(flowBody, { minLength: 2, maxLength: 3, size: 'max' }),
    commands: fc.array(anyCommand, { minLength: 8, maxLength: COMMANDS_MAX, size: 'max' }),
  }),
);
