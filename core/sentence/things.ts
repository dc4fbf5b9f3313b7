import { entryFor, isFilled, textOf } from './given.ts';
import { dateText, instantText, momentOf } from './moments.ts';
import type { Bearer, Names, ObjectTypeWords, PropertyWords } from './names.ts';
import { numberText } from './numbers.ts';
import { cut, missing, type Part, quoted, type ThingPart, text, thing } from './part.ts';

/** The standard types, for where nobody has told their names. */
const OBJECT_TYPES: Readonly<Record<string, readonly [string, string]>> = {
  '0-1': ['contact', 'contacts'],
  '0-2': ['company', 'companies'],
  '0-3': ['deal', 'deals'],
  '0-5': ['ticket', 'tickets'],
  '0-7': ['product', 'products'],
  '0-8': ['line item', 'line items'],
  '0-14': ['quote', 'quotes'],
  '0-18': ['communication', 'communications'],
  '0-27': ['task', 'tasks'],
  '0-46': ['note', 'notes'],
  '0-47': ['meeting', 'meetings'],
  '0-48': ['call', 'calls'],
  '0-49': ['email', 'emails'],
  '0-53': ['invoice', 'invoices'],
  '0-69': ['subscription', 'subscriptions'],
  '0-136': ['lead', 'leads'],
};

/** The words of an object type; of one that is not known, its id among them. */
export function objectTypeWords(id: Bearer | undefined, names: Names): ObjectTypeWords {
  const known = id ? names.objectType(id) : undefined;
  if (known) return known;
  const [singular, plural] = entryFor(OBJECT_TYPES, id) ?? ['record', 'records'];
  if (!id || entryFor(OBJECT_TYPES, id)) return { singular, plural };
  return { singular: `record of type ${id}`, plural: `records of type ${id}` };
}

export const pluralOf = (id: Bearer | undefined, names: Names): string => objectTypeWords(id, names).plural;

/** `a company`, `an order`. */
export function aRecord(id: Bearer | undefined, names: Names): string {
  const { singular } = objectTypeWords(id, names);
  return `${/^[aeiou]/i.test(singular) ? 'an' : 'a'} ${singular}`;
}

/** A thing by its name; where that is not known, with a word of what it is: `the form 12`. */
export function thingSaid(kind: keyof typeof NOUNS, id: string, names: Names): Part[] {
  const name = names.thing(kind, id);
  return name === undefined ? [text(`${NOUNS[kind]} `), thing(kind, id)] : [thing(kind, id, name)];
}

const NOUNS = { email: 'the email', flow: 'the workflow', form: 'the form', user: 'user' };

/** A property by its label. A name may have its object type before it: `0-2/domain`. */
export function propertyPart(bearer: Bearer, given: unknown, names: Names): Part {
  const name = textOf(given);
  if (!isFilled(name) || name === undefined) return missing('no property chosen');
  const [, typed, bare] = /^(\d+-\d+)\/(.+)$/s.exec(name) ?? [];
  const objectTypeId = typed ?? bearer;
  const part = thing('property', bare ?? name, names.property(objectTypeId, bare ?? name)?.label);
  return objectTypeId === null ? part : { ...part, objectTypeId };
}

/** A stored value by what its property says of it: an option's label, the name of an owner, a date, money. */
export function valuePart(value: string, words: PropertyWords | undefined, names: Names): ThingPart {
  if (words?.holds) return thing(words.holds, value, names.thing(words.holds, value));
  return thing('value', value, valueText(value, words, names));
}

/** The text of a value. */
export function valueText(value: string, words: PropertyWords | undefined, names: Names): string {
  const option = words?.options?.find((each) => each.value === value);
  if (option) return option.label.trim() === '' ? quoted(value) : option.label;
  const several = value.split(';');
  if (words?.options?.length && several.length > 1)
    return several
      .map((each) => words.options?.find((known) => known.value === each)?.label ?? each)
      .join('; ');
  switch (words?.type) {
    case 'bool':
      return value === 'true' ? 'Yes' : value === 'false' ? 'No' : quoted(value);
    case 'number': {
      const amount = numberText(value);
      return words.isMoney && names.currency && /\d$/.test(amount)
        ? `${amount} ${names.currency}`
        : quoted(amount);
    }
    case 'date': {
      const at = momentOf(value);
      return at === undefined ? quoted(value) : dateText(at);
    }
    case 'datetime': {
      const at = momentOf(value);
      return at === undefined ? quoted(value) : instantText(at, names);
    }
    default:
      return quoted(value);
  }
}

const TOKEN = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** What tells whose property a token names. */
export interface TokenSetting {
  readonly names: Names;
  /** The type of the enrolled record. */
  readonly bearer: Bearer;
  /** The type of the record that a data source of the flow finds. */
  readonly typeFetched?: (source: string) => Bearer;
}

/** A text with its tokens as what they name: `Hello {{ enrolled_object.firstname }}` as “Hello [First name]”. */
export function tokensIn(given: string, setting: TokenSetting): Part[] {
  const whole = given.trim();
  const parts: Part[] = [];
  let end = 0;
  for (const found of whole.matchAll(TOKEN)) {
    if (found.index > end) parts.push(text(whole.slice(end, found.index)));
    parts.push(...bracketed(tokenPart(found[1]!, setting), found[0].length < whole.length));
    end = found.index + found[0].length;
  }
  if (parts.length === 0) return [thing('value', given, quoted(given))];
  if (end < whole.length) parts.push(text(cut(whole.slice(end))));
  return parts.length === 1 ? parts : [text('“'), ...parts, text('”')];
}

/** Within a text, what is filled in stands out. */
function bracketed(part: Part, isWithin: boolean): Part[] {
  return isWithin ? [text('['), part, text(']')] : [part];
}

/** `enrolled_object.firstname | title`: the filters are not said. */
export function tokenPart(token: string, { names, bearer, typeFetched }: TokenSetting): Part {
  const [root = '', ...path] = token.split('|')[0]!.trim().split('.');
  const last = path.at(-1);
  if (last === undefined || !/^[\w-]+$/.test(last))
    return thing('value', token, token.trim() === '' ? '{{ }}' : token);
  if (root === 'action_outputs' && path.length > 1)
    return outputPart(path[0]!.replace(/^action_output_/, ''), path.slice(1).join('.'));
  if (root === 'fetched_objects' && path.length > 1)
    return propertyPart(typeFetched?.(path[0]!) ?? null, last, names);
  const [, kind, number] = /^_(\d+)_(\d+)$/.exec(root) ?? [];
  if (kind !== undefined) return propertyPart(`${kind}-${number}`, last, names);
  return propertyPart(root === 'enrolled_object' ? bearer : null, last, names);
}

/** What an earlier action gave. */
export function outputPart(actionId: string, key: string): Part {
  return thing(
    'action',
    actionId,
    `${entryFor(OUTPUTS, key) ?? (key || 'the result')} of action ${actionId}`,
  );
}

const OUTPUTS = {
  hs_execution_state: 'the outcome',
  hs_event_criteria_met: 'the outcome',
  hs_object_id: 'the record id',
};
