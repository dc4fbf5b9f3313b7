import { actionEntry, elsewhere, type MemberEntry, optionLabel } from '@millrace/core/catalogue';
import {
  getIn,
  isObject,
  kindOf,
  listAt,
  type Raw,
  type RawObject,
  textAt,
  textsAt,
  typeIdOf,
} from '../raw/index.ts';
import type { Names } from './names.ts';

/** A piece of a sentence: plain words, or a value that is set in heavier type. */
export interface Part {
  readonly text: string;
  readonly isValue?: boolean;
}

const value = (text: string): Part => ({ text, isValue: true });
const words = (text: string): Part => ({ text });

/** What an action does, in a few words with its values. */
export function sentenceOf(action: RawObject, names: Names): readonly Part[] {
  const id = typeIdOf(action);
  const said = SAYS[id]?.(action, names);
  return said ?? general(id, action, names);
}

export function textOf(parts: readonly Part[]): string {
  return parts.map(({ text }) => text).join('');
}

/** Where the name of a type says too much for a card, of which the sentence says the rest. */
const SHORT: Readonly<Record<string, string>> = { '0-1': 'Delay' };

/** The name of the type of an action. */
export function typeName(action: RawObject): string {
  const id = typeIdOf(action);
  return SHORT[id] ?? actionEntry(id)?.name ?? elsewhere(id).name;
}

type Say = (action: RawObject, names: Names) => readonly Part[] | undefined;

const SAYS: Readonly<Record<string, Say>> = {
  '0-1': (action) => delay(action),
  '0-4': (action, names) => {
    const id = textAt(action, 'fields', 'content_id');
    return id === '' ? undefined : [words('Send '), value(names.email(id))];
  },
  '0-5': (action, names) => {
    const property = textAt(action, 'fields', 'property_name');
    if (property === '') return undefined;
    const set = sayValue(getIn(action, ['fields', 'value']), names, property);
    return set === ''
      ? [words('Clear '), value(names.property(property))]
      : [words('Set '), value(names.property(property)), words(' to '), value(set)];
  },
  '0-14': (action, names) => {
    const type = textAt(action, 'fields', 'object_type_id');
    if (type === '') return undefined;
    const title = listAt(action, 'fields', 'properties')
      .map((item) => textAt(item, 'value', 'staticValue'))
      .find((text) => text !== '');
    const made = [words('Create '), value(names.objectType(type).toLowerCase())];
    return title ? [...made, words(' “'), value(title), words('”')] : made;
  },
  '0-3': (action) => {
    const subject = textAt(action, 'fields', 'subject');
    return subject === '' ? undefined : [words('Task “'), value(subject), words('”')];
  },
  LIST_BRANCH: (action) => [
    words('First of '),
    value(String(listAt(action, 'listBranches').length)),
    words(' filters that matches'),
  ],
  STATIC_BRANCH: (action, names) => {
    const input = getIn(action, ['inputValue']);
    const property = textAt(input, 'propertyName');
    return property === '' ? undefined : [words('By the value of '), value(names.property(property))];
  },
  AB_TEST_BRANCH: (action) => [
    words('At random into '),
    value(String(listAt(action, 'testBranches').length)),
    words(' branches'),
  ],
  WEBHOOK: (action) => [
    value(textAt(action, 'method') || 'POST'),
    words(' '),
    value(textAt(action, 'webhookUrl') || 'no address yet'),
  ],
  CUSTOM_CODE: (action) => {
    const lines = textAt(action, 'sourceCode').split('\n').length;
    return [
      words(`Run ${lines} ${lines === 1 ? 'line' : 'lines'} of `),
      value(textAt(action, 'runtime') || 'code'),
    ];
  },
};

function delay(action: RawObject): readonly Part[] | undefined {
  const delta = textAt(action, 'fields', 'delta');
  const days = textsAt(action, 'fields', 'days_of_week');
  const parts: Part[] = [];
  if (delta !== '')
    parts.push(
      words('Wait '),
      value(lengthOf(Number(delta), textAt(action, 'fields', 'time_unit') || 'MINUTES')),
    );
  if (days.length > 0)
    parts.push(words(parts.length > 0 ? ', then until ' : 'Until '), value(days.map(optionLabel).join(', ')));
  const at = timeOfDay(getIn(action, ['fields', 'time_of_day']));
  if (at !== '') parts.push(words(parts.length > 0 ? ' at ' : 'Until '), value(at));
  return parts.length > 0 ? parts : undefined;
}

/** `1440 MINUTES` is "1 day" to people. */
export function lengthOf(delta: number, unit: string): string {
  const minutes = { MINUTES: 1, HOURS: 60, DAYS: 1_440 }[unit];
  if (minutes !== undefined && Number.isInteger(delta)) {
    const all = delta * minutes;
    if (all !== 0 && all % 1_440 === 0) return counted(all / 1_440, 'day');
    if (all !== 0 && all % 60 === 0) return counted(all / 60, 'hour');
    return counted(all, 'minute');
  }
  return counted(delta, unit.toLowerCase().replaceAll('_', ' ').replace(/s$/, ''));
}

function counted(count: number, one: string): string {
  return `${count} ${one}${Math.abs(count) === 1 ? '' : 's'}`;
}

export function timeOfDay(raw: Raw | undefined): string {
  const hour = textAt(raw, 'hour');
  if (hour === '') return '';
  return `${hour.padStart(2, '0')}:${(textAt(raw, 'minute') || '0').padStart(2, '0')}`;
}

/** A value object in words. */
export function sayValue(raw: Raw | undefined, names: Names, property = ''): string {
  if (!isObject(raw)) return textAt(raw);
  if ('staticValue' in raw) return names.valueOf(property, textAt(raw, 'staticValue'));
  if ('propertyName' in raw) return names.property(textAt(raw, 'propertyName'));
  switch (textAt(raw, 'type')) {
    case 'FIELD_DATA':
      return `${textAt(raw, 'dataKey')} of action ${textAt(raw, 'actionId')}`;
    case 'TIMESTAMP':
      return 'the time of the step';
    case 'INCREMENT':
      return `itself plus ${textAt(raw, 'incrementAmount')}`;
    case 'RELATIVE_DATETIME':
      return `${lengthOf(Number(textAt(raw, 'timeDelay', 'delta')), textAt(raw, 'timeDelay', 'timeUnit'))} from then`;
    case 'STATIC_APPEND_VALUE':
      return `itself and ${names.valueOf(property, textAt(raw, 'staticAppendValue'))}`;
    default:
      return optionLabel(textAt(raw, 'type')).toLowerCase();
  }
}

/** By the first members that have a value. */
function general(id: string, action: RawObject, names: Names): readonly Part[] {
  const entry = actionEntry(id);
  if (!entry) return [words(kindOf(action) === 'SINGLE_CONNECTION' ? elsewhere(id).why : id)];
  const told = entry.members.map((member) => memberText(member, action, names)).filter((text) => text !== '');
  return told.length === 0
    ? [words(entry.summary)]
    : told.slice(0, 2).flatMap((text, at) => [...(at > 0 ? [words(', ')] : []), value(text)]);
}

function memberText({ path, kind }: MemberEntry, action: RawObject, names: Names): string {
  const raw = getIn(action, path.split('.'));
  const text = textAt(raw);
  switch (kind) {
    case 'email':
    case 'list':
    case 'flow':
    case 'subscription':
    case 'objectType':
      return text === '' ? '' : names[kind](text);
    case 'property':
    case 'propertyOfOther':
      return text === '' ? '' : names.property(text);
    case 'value':
      return sayValue(raw, names);
    case 'choice':
      return text === '' ? '' : optionLabel(text);
    case 'users':
      return textsAt(raw).map(names.user).join(', ');
    case 'addresses':
      return textsAt(raw).join(', ');
    case 'text':
    case 'html':
      return text.replace(/<[^>]*>/g, ' ').trim();
    default:
      return '';
  }
}
