import {
  membersOf,
  missing,
  objectTypeWords,
  type Part,
  text,
  textOf,
  thing,
} from '../../../sentence/index.ts';
import type { FlowWording } from '../../wording.ts';

/** The label of an association. */
export function sayLabel(association: unknown, { names }: FlowWording): Part {
  const given = membersOf(association);
  const [category, typeId] = [
    textOf(given['associationCategory']) ?? '',
    textOf(given['associationTypeId']) ?? '',
  ];
  if (typeId === '') return missing('no label chosen');
  return thing('association', `${category}/${typeId}`, names.association(category, typeId)?.label ?? typeId);
}

/** `associated companies`; of an association that nobody knows, `associated records`. */
export function sayAssociatedRecords(association: unknown, { names, typeBehind }: FlowWording): Part[] {
  const given = membersOf(association);
  const [category, typeId] = [
    textOf(given['associationCategory']) ?? '',
    textOf(given['associationTypeId']) ?? '',
  ];
  const { plural } = objectTypeWords(typeBehind(association), names);
  const label = names.association(category, typeId)?.label;
  if (!label) return [text(`associated ${plural}`)];
  return [text(`${plural} labelled `), thing('association', `${category}/${typeId}`, label)];
}
