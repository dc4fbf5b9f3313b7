/** What is still to be said in criteria: members of lines and branches that a form shows, that must be there, and are empty. */
import { isObject, listAt, objectAt, objectsAt, type Path, type RawObject, textAt } from '@millrace/core/raw';
import type { Problem } from '../tree/surroundings.ts';
import { branchFormOf } from './branches.ts';
import { filterFormOf, PROPERTY_FIELDS } from './filters/index.ts';
import type { FormField } from './form.ts';
import { operationFormOf } from './operation.ts';
import { nodeAt, placeText } from './places.ts';
import { spelledMember, variantOf } from './read.ts';

/**
 * The blanks of a tree, each at its place below the root: what is asked about them would be refused. What no form knows has none here, and
 * the server judges it.
 */
export function blanksIn(root: RawObject, at: Path = []): readonly Problem[] {
  const branch = nodeAt(root, at);
  if (!branch) return [];
  const form = branchFormOf(textAt(branch, 'filterBranchType'));
  const own = blanksOf(form?.fields ?? [], branch, at);
  // The filters of an event are one field of its form.
  const lines = form && !form.hasLines ? [] : listAt(branch, 'filters');
  return [
    ...own,
    ...lines.flatMap((filter, index) =>
      isObject(filter) ? blanksOf(fieldsOf(filter), filter, [...at, 'filters', index]) : [],
    ),
    ...listAt(branch, 'filterBranches').flatMap((_, index) =>
      blanksIn(root, [...at, 'filterBranches', index]),
    ),
  ];
}

function fieldsOf(filter: RawObject): readonly FormField[] {
  const type = textAt(filter, 'filterType');
  return type === 'PROPERTY' ? PROPERTY_FIELDS : (filterFormOf(type)?.fields ?? []);
}

function blanksOf(fields: readonly FormField[], owner: RawObject, at: Path): readonly Problem[] {
  return fields.flatMap((field) => blanksAt(field, owner, at));
}

function blanksAt(field: FormField, owner: RawObject, ownerAt: Path): readonly Problem[] {
  const member = spelledMember(owner, field);
  const value = owner[member];
  const at = [...ownerAt, member];
  const inside = objectAt(value) ?? {};
  switch (field.kind) {
    case 'text':
      return value === ''
        ? [{ path: placeText(at), message: `${field.label} is still to be filled in.` }]
        : [];
    case 'pick':
    case 'property':
    case 'association':
      return value === '' ? [{ path: placeText(at), message: `${field.label}: still to be chosen.` }] : [];
    case 'choices':
    case 'picks':
    case 'values': {
      const isBlank = Array.isArray(value) && value.length === 0;
      return isBlank ? [{ path: placeText(at), message: `${field.label}: at least one is needed.` }] : [];
    }
    case 'object':
      return blanksOf(field.fields, inside, at);
    case 'variant':
      return blanksOf(variantOf(value, field.variants)?.fields ?? [], inside, at);
    case 'operation':
      return blanksOf(operationFormOf(value)?.fields ?? [], inside, at);
    case 'eventFilters':
      return objectsAt(value).flatMap((filter, index) => blanksOf(PROPERTY_FIELDS, filter, [...at, index]));
    case 'number':
    case 'flag':
    case 'choice':
    case 'texts':
    case 'value':
    case 'instant':
    case 'day':
    case 'timeOfDay':
    case 'shifts':
    case 'listOfFlow':
      return [];
  }
}
