import {
  amount,
  and,
  type Given,
  itemsOf,
  membersOf,
  missing,
  numberOf,
  numberText,
  outputPart,
  type Part,
  type PropertyWords,
  propertyPart,
  type TokenSetting,
  text,
  textOf,
  thing,
  tokenPart,
  tokensIn,
  valuePart,
} from '../../sentence/index.ts';
import { sayFromNow } from '../actions/parts/say-from-now.ts';

/** A value object: `Customer`, `Close date`, `hs_object_id of action 4`, `3 days from then`. */
export function sayValue(value: unknown, words: PropertyWords | undefined, setting: TokenSetting): Part[] {
  const given = membersOf(value);
  const { names, bearer } = setting;
  const token = (member: string) => [tokenOf(given[member], setting)];
  switch (typeOf(given)) {
    case 'STATIC_VALUE':
      return sayStatic(textOf(given['staticValue']), words, setting);
    case 'OBJECT_PROPERTY':
      return [propertyPart(bearer, given['propertyName'], names)];
    case 'FIELD_DATA':
      return [outputPart(textOf(given['actionId']) || '?', textOf(given['dataKey']) ?? '')];
    case 'RELATIVE_DATETIME':
      return [
        text(
          sayFromNow(given['timeDelay'])?.replace(/^in (.*?)(?=,| at |$)/, '$1 from then') ??
            'the time of the step',
        ),
      ];
    case 'TIMESTAMP':
      return [text('the time of the step')];
    case 'INCREMENT': {
      const by = numberOf(given['incrementAmount']) ?? 0;
      return [text(`itself ${by < 0 ? 'minus' : 'plus'} ${numberText(Math.abs(by))}`)];
    }
    case 'APPEND_OBJECT_PROPERTY':
      return [propertyPart(bearer, given['appendPropertyName'], names)];
    case 'STATIC_APPEND_VALUE':
      return sayStatic(textOf(given['staticAppendValue']), words, setting);
    case 'FETCHED_OBJECT_PROPERTY':
      return token('propertyToken');
    case 'ENROLLMENT_EVENT_PROPERTY':
      return [...token('enrollmentEventPropertyToken'), text(' of the event')];
    case 'ENROLLMENT_DATASET_COLUMN':
      return [...token('enrollmentDatasetColumnToken'), text(' of the dataset')];
    case 'ACTION_OUTPUT_OBJECT_PROPERTY':
      return token('actionOutputPropertyToken');
    case 'SINGLE_OBJECT_COORDINATES':
      return token('coordinatesToken');
    case 'LIST': {
      const items = itemsOf(given['values']);
      return items.length === 0
        ? [text('an empty list')]
        : and(items.map((item) => sayValue(item, words, setting)));
    }
    case 'MAP':
      return [text(`${amount(Object.keys(membersOf(given['values'])).length, 'VALUES')}`)];
    case 'ENROLLED_OBJECT':
      return [text('the enrolled record')];
    default:
      return [missing('no value chosen')];
  }
}

/** The type may be left out where a member gives it away. */
function typeOf(given: Given): string | undefined {
  const type = textOf(given['type']);
  if (type) return type;
  if ('propertyName' in given) return 'OBJECT_PROPERTY';
  return 'staticValue' in given ? 'STATIC_VALUE' : undefined;
}

function sayStatic(
  value: string | undefined,
  words: PropertyWords | undefined,
  setting: TokenSetting,
): Part[] {
  if (value === undefined) return [missing('no value chosen')];
  if (value === '') return [thing('value', '', 'empty')];
  return value.includes('{{') ? tokensIn(value, setting) : [valuePart(value, words, setting.names)];
}

function tokenOf(token: unknown, setting: TokenSetting): Part {
  const given = (textOf(token) ?? '').replace(/^\s*\{\{|\}\}\s*$/g, '');
  return given.trim() === '' ? missing('no value chosen') : tokenPart(given, setting);
}
