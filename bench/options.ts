import { parseArgs } from 'node:util';
import { Refused } from './refused.ts';

/** Reads `--name N` for every name in `defaults`; whole numbers from 1 on. Anything else is refused. */
export function numberOptions<Names extends string>(
  args: readonly string[],
  defaults: Readonly<Record<Names, number>>,
): Record<Names, number> {
  const names = Object.keys(defaults) as Names[];
  const values = parsed(args, names);
  return Object.fromEntries(
    names.map((name) => [name, wholeNumber(name, values[name], defaults[name])]),
  ) as Record<Names, number>;
}

function parsed(args: readonly string[], names: readonly string[]) {
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const known = names.map((name) => `--${name}`).join(', ');
    throw new Refused(`${(error as Error).message}. Options of this bench: ${known}.`);
  }
}

function wholeNumber(name: string, given: string | boolean | undefined, otherwise: number): number {
  if (given === undefined) return otherwise;
  const value = Number(given);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new Refused(`--${name} must be a whole number from 1 on, not ${JSON.stringify(given)}.`);
  return value;
}
