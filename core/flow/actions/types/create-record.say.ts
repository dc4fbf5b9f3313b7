import {
  and,
  aRecord,
  isFilled,
  itemsOf,
  membersOf,
  missing,
  type Part,
  propertyPart,
  text,
  textOf,
} from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';

/** Properties that a sentence names; the rest is counted. */
const PROPERTIES_SAID = 3;

/** `Create a deal with Deal name “Renewal” and Amount 500`. */
export const sayCreateRecord: SayAction = ({ fields }, { names, value }) => {
  const { object_type_id, properties } = membersOf(fields);
  const type = textOf(object_type_id) || null;
  const given = itemsOf(properties).map(membersOf);
  const said = given.slice(0, PROPERTIES_SAID).map(({ targetProperty, value: set }): Part[] => {
    const words = names.property(type, textOf(targetProperty) ?? '');
    const name = propertyPart(type, targetProperty, names);
    return [name, text(' '), ...(isFilled(set) ? value(set, words) : [missing('no value')])];
  });
  const rest = given.length - said.length;
  return [
    text(type === null ? 'Create a record (no type chosen)' : `Create ${aRecord(type, names)}`),
    ...(said.length > 0 ? [text(' with ')] : []),
    ...and(rest > 0 ? [...said, [text(rest === 1 ? '1 more property' : `${rest} more properties`)]] : said),
  ];
};
