/** An operation as a form shows it: which it is, and how it becomes another. */
import { isObject, type Raw, type RawObject, textAt, without } from '@millrace/core/raw';
import type { Word } from './form.ts';
import { OPERATIONS, type OperationForm, type PropertyType } from './operations.ts';

/** An operator with the operation that it belongs to. */
export interface Operator extends Word {
  readonly form: OperationForm;
  readonly operator: string;
}

const OPERATORS: readonly Operator[] = OPERATIONS.flatMap((form) =>
  form.operators.map(({ id, name }) => ({ id: `${form.type} ${id}`, name, form, operator: id })),
);

/** The operators for a type of property; the first is that of a new line. */
export function operatorsFor(type: PropertyType): readonly Operator[] {
  return OPERATORS.filter(({ form, operator }) => form.offeredFor.includes(type) && !OLDER.has(operator));
}

/** Read, and offered by no menu. */
const OLDER: ReadonlySet<string> = new Set(['EQUAL', 'BEFORE', 'AFTER']);

/** The member that says the type of an operation, as it is spelled there. */
const TYPE_MEMBERS = ['operationType', 'propertyType', 'type'] as const;

export function operationFormOf(raw: Raw | undefined): OperationForm | undefined {
  const said = TYPE_MEMBERS.map((member) => textAt(raw, member).toLowerCase());
  return said
    .filter((text) => text !== '')
    .map((text) =>
      OPERATIONS.find(({ type, spellings }) => type.toLowerCase() === text || spellings.includes(text)),
    )
    .find((form) => form !== undefined);
}

/** Undefined for an operation that no form here knows: it is shown as JSON. */
export function operatorOf(raw: Raw | undefined): Operator | undefined {
  const form = operationFormOf(raw);
  const operator = textAt(raw, 'operator');
  return OPERATORS.find((each) => each.form === form && each.operator === operator);
}

/** A new operation. */
export function newOperation(operator: Operator): RawObject {
  const { form } = operator;
  return {
    operationType: form.type,
    operator: operator.operator,
    includeObjectsWithNoValueSet: false,
    ...form.start,
  };
}

/** The same operation under another operator; what both compare with stays, and so does what nobody here knows. */
export function withOperator(raw: Raw | undefined, to: Operator): RawObject {
  if (!isObject(raw)) return newOperation(to);
  const from = operationFormOf(raw);
  if (from === to.form) return { ...raw, operator: to.operator };
  const left = without(raw, ...TYPE_MEMBERS, ...(from ? membersIn(from) : []));
  const fresh = newOperation(to);
  const kept = Object.keys(to.form.start).flatMap((key) =>
    fits(raw[key], to.form.start[key]) ? [[key, raw[key]!]] : [],
  );
  const none = raw['includeObjectsWithNoValueSet'];
  return {
    ...fresh,
    ...left,
    ...(none === undefined ? {} : { includeObjectsWithNoValueSet: none }),
    operator: to.operator,
    ...Object.fromEntries(kept),
  };
}

function membersIn(form: OperationForm): readonly string[] {
  return [
    ...Object.keys(form.start),
    ...form.fields.flatMap(({ member, spellings = [], kind }) => [
      member,
      ...spellings,
      ...(kind === 'day' ? ['month', 'day'] : []),
    ]),
  ];
}

/** Whether a value is of the shape that the new operation begins with. */
function fits(value: Raw | undefined, start: Raw | undefined): boolean {
  return (
    value !== undefined && Array.isArray(value) === Array.isArray(start) && typeof value === typeof start
  );
}
