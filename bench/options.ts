import { parseArgs } from 'node:util';

/** Reads `--name N` for every name in `defaults`; whole numbers from 1 on. Anything else is refused. */
export function numberOptions<Names extends string>(
  args: readonly string[],
  defaults: Readonly<Record<Names, number>>,
): Record<Names, number> {
  const names = Object.keys(defaults) as Names[];
  const { values } = parseArgs({
    args: [...args],
    options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
  });
  return Object.fromEntries(
    names.map((name) => [name, wholeNumber(name, values[name], defaults[name])]),
  ) as Record<Names, number>;
}

function wholeNumber(name: string, given: string | boolean | undefined, otherwise: number): number {
  if (given === undefined) return otherwise;
  const value = Number(given);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new Error(`--${name} must be a whole number from 1 on, not ${JSON.stringify(given)}.`);
  return value;
}
