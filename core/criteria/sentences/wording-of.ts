import {
  type Bearer,
  flagOf,
  membersOf,
  missing,
  type Names,
  objectTypeWords,
  type Part,
  type PropertyWords,
  text,
} from '../../sentence/index.ts';
import { operationSay } from '../operators/says.ts';
import type { Wording } from '../wording.ts';

/** Ends a clause that a record without a value meets, too. */
export const OR_NO_VALUE = ' (or has no value)';

/** The words for criteria about records of a type. */
export function wordingOf(names: Names, bearer: Bearer): Wording {
  return {
    names,
    bearer,
    subject: `the ${objectTypeWords(bearer, names).singular}`,
    operation: (operation, name, words) => sayOperation(operation, name, words, names, bearer),
  };
}

function sayOperation(
  operation: unknown,
  name: Part,
  words: PropertyWords | undefined,
  names: Names,
  bearer: Bearer,
): Part[] {
  const given = membersOf(operation);
  const say =
    operationSay(given['operationType']) ??
    operationSay(given['propertyType']) ??
    operationSay(given['type']);
  if (!say) return [name, text(' '), missing('no condition chosen')];
  const said = say(given, name, { names, bearer, words: withHolders(name, words) });
  if (!flagOf(given['includeObjectsWithNoValueSet']) || isAboutKnowing(given)) return said;
  return [...said, text(OR_NO_VALUE)];
}

/** The answer for no value says nothing where the question is whether there is one. */
function isAboutKnowing({ operator }: Readonly<Record<string, unknown>>): boolean {
  return (
    operator === 'IS_KNOWN' ||
    operator === 'IS_UNKNOWN' ||
    operator === 'IS_BLANK' ||
    operator === 'IS_NOT_BLANK'
  );
}

/** Properties for owners hold their ids, also where nobody has told. */
function withHolders(name: Part, words: PropertyWords | undefined): PropertyWords | undefined {
  if (words !== undefined || !('kind' in name) || name.id !== 'hubspot_owner_id') return words;
  return { label: name.label, holds: 'owner' };
}
