import { parseArgs } from 'node:util';
import { Refused } from './refused.ts';

/** Reads `--name N` for every name in `defaults`; whole numbers from 1 on. Anything else is refused. */
export function numberOptions<Names extends string>(
  args: readonly string[],
  defaults: Readonly<Record<Names, number>>,
): Record<Names, number> {
  return optionsOf(args, defaults, []).numbers;
}

/** The same, and `--name text` for every one of the `named`: undefined for one that is not there. */
export function optionsOf<Numbers extends string, Texts extends string>(
  args: readonly string[],
  defaults: Readonly<Record<Numbers, number>>,
  named: readonly Texts[],
): { readonly numbers: Record<Numbers, number>; readonly texts: Record<Texts, string | undefined> } {
  const names = Object.keys(defaults) as Numbers[];
  const values = parsed(args, [...named, ...names]);
  const each = <Name extends string, Value>(of: readonly Name[], read: (name: Name) => Value) =>
    Object.fromEntries(of.map((name) => [name, read(name)])) as Record<Name, Value>;
  return {
    numbers: each(names, (name) => wholeNumber(name, values[name], defaults[name])),
    texts: each(named, (name) => values[name] as string | undefined),
  };
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
