/** How associated records are said: `an associated company`, `at least 2 contacts labelled Decision maker`. */
import {
  aRecord,
  type Given,
  membersOf,
  objectTypeWords,
  type Part,
  text,
  textOf,
  thing,
} from '../sentence/index.ts';
import { countText } from './refine-by.say.ts';
import type { Wording } from './wording.ts';

/** The type of the records behind an association, as far as it is told. */
export function typeBehind(given: Given, { names }: Wording): string | null {
  const known = names.association(
    textOf(given['associationCategory']) ?? '',
    textOf(given['associationTypeId']) ?? '',
  );
  return textOf(given['toObjectTypeId']) || textOf(given['objectTypeId']) || known?.toObjectTypeId || null;
}

/** `the contact has an associated company`, `the deal has no contact labelled Decision maker`. */
export function sayAssociated(given: Given, isNone: boolean, wording: Wording): Part[] {
  const { names, subject } = wording;
  const type = typeBehind(given, wording);
  const [category, typeId] = [
    textOf(given['associationCategory']) ?? '',
    textOf(given['associationTypeId']) ?? '',
  ];
  const known = names.association(category, typeId);
  const count = countText(membersOf(given['coalescingRefineBy']));
  const { singular, plural } = objectTypeWords(type, names);
  const isLabelled = known ? known.label !== null : category !== 'HUBSPOT_DEFINED' && typeId !== '';
  const one = count?.endsWith(' 1') ?? false;
  const how = isNone ? 'no' : count;
  const noun = how ? (isNone || one ? singular : plural) : singular;
  const begin = how
    ? `${how} ${isLabelled ? '' : 'associated '}${noun}`
    : isLabelled
      ? aRecord(type, names)
      : `an associated ${singular}`;
  const label: Part[] = isLabelled
    ? [text(' labelled '), thing('association', `${category}/${typeId}`, known?.label ?? typeId)]
    : [];
  return [text(`${subject} has ${begin}`), ...label];
}
