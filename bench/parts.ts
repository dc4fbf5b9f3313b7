import { Refused } from './refused.ts';

/** The parts of a bench named before its options, `npm run bench -- <name> get post --ms 500`; without any name, all. */
export function chosenParts<Part extends string>(
  args: readonly string[],
  parts: readonly Part[],
): { readonly chosen: readonly Part[]; readonly options: readonly string[] } {
  const end = args.findIndex((arg) => arg.startsWith('--'));
  const named = end === -1 ? args : args.slice(0, end);
  const unknown = named.find((name) => !parts.some((part) => part === name));
  if (unknown !== undefined)
    throw new Refused(`There is no part ${JSON.stringify(unknown)}; there are ${parts.join(', ')}.`);
  const chosen = parts.filter((part) => named.length === 0 || named.includes(part));
  return { chosen, options: end === -1 ? [] : args.slice(end) };
}
