import {
  type Bearer,
  type Given,
  isFilled,
  membersOf,
  missing,
  numberOf,
  numberText,
  type Part,
  propertyPart,
  text,
  textOf,
} from '../../../sentence/index.ts';
import type { FlowWording, SayAction } from '../../wording.ts';
import { sayAssociatedRecords } from '../parts/say-label.ts';

/** `Set Lifecycle stage to Customer`, `Clear City of associated companies`, `Increase Score by 5`. */
export const saySetProperty: SayAction = ({ fields }, wording) => {
  const given = membersOf(fields);
  const { bearer, of } = bearerOf(given, wording);
  const name = propertyPart(bearer, given['property_name'], wording.names);
  return saySetting(name, of, membersOf(given['value']), { ...wording, bearerOfProperty: bearer });
};

type Setting = FlowWording & { readonly bearerOfProperty: Bearer };

function saySetting(name: Part, of: readonly Part[], value: Given, wording: Setting): Part[] {
  const words = wording.names.property(wording.bearerOfProperty, 'kind' in name ? name.id : '');
  switch (value['type']) {
    case 'INCREMENT': {
      const by = numberOf(value['incrementAmount']) ?? 0;
      return [text(by < 0 ? 'Decrease ' : 'Increase '), name, ...of, text(` by ${numberText(Math.abs(by))}`)];
    }
    case 'APPEND_OBJECT_PROPERTY':
    case 'STATIC_APPEND_VALUE':
      return [text('Add '), ...wording.value(value, words), text(' to '), name, ...of];
    default: {
      const isStatic = value['type'] === 'STATIC_VALUE' || 'staticValue' in value;
      if (isStatic && textOf(value['staticValue']) === '') return [text('Clear '), name, ...of];
      const set = isFilled(value) ? wording.value(value, words) : [missing('no value chosen')];
      return [text('Set '), name, ...of, text(' to '), ...set];
    }
  }
}

/** Whose property it is: of associated records, of one that a data source finds, or of the enrolled one. */
function bearerOf(
  { association, targetObject }: Given,
  wording: FlowWording,
): { bearer: Bearer; of: Part[] } {
  const token = textOf(targetObject) ?? '';
  const source = /fetched_objects\.([\w-]+)/.exec(token)?.[1];
  if (source !== undefined)
    return { bearer: wording.typeFetched(source), of: [text(` of the record found as ${source}`)] };
  if (!isFilled(association)) return { bearer: wording.bearer, of: [] };
  const bearer = wording.typeBehind(association) ?? null;
  return { bearer, of: [text(' of '), ...sayAssociatedRecords(association, wording)] };
}
