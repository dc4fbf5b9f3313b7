/** What the tests of criteria share: properties of a name that says their type, parsing, and a record. */
import { parseWith } from '../problem/index.ts';
import type { PropertyDefinition, PropertyType } from '../property/index.ts';
import { type Criteria, type CriteriaContext, filterBranchSchema, type Subject } from './index.ts';
import type { Case } from './operators/shape.ts';

export const CONTACT = '0-1';
export const COMPANY = '0-2';

export function definition(name: string, type: PropertyType, calculated = false): PropertyDefinition {
  return {
    name,
    type,
    calculated,
    label: name,
    fieldType: 'text',
    groupName: 'g',
    description: '',
    options: [],
    hasUniqueValue: false,
    dataSensitivity: 'non_sensitive',
    readOnlyValue: false,
    hubspotDefined: false,
    externalOptions: false,
    displayOrder: 0,
    hidden: false,
    formField: false,
    archived: false,
  };
}

export function contextOf(types: Readonly<Record<string, PropertyType>>, timeZone = 'UTC'): CriteriaContext {
  const known = new Map(Object.entries(types).map(([name, type]) => [name, definition(name, type)]));
  return { objectTypeId: CONTACT, timeZone, propertyOf: (_type, name) => known.get(name) };
}

export function criteria(input: unknown): Criteria {
  const parsed = parseWith(filterBranchSchema, input);
  if (!parsed.ok) throw new Error(parsed.problems.map((problem) => problem.message).join('\n'));
  return parsed.value;
}

export function and(...filters: readonly unknown[]) {
  return { filterBranchType: 'AND', filters };
}

export function property(name: string, operation: object) {
  return { filterType: 'PROPERTY', property: name, operation };
}

export function record(properties: Readonly<Record<string, string>>, rest: Partial<Subject> = {}): Subject {
  return { objectTypeId: CONTACT, id: '1', properties, ...rest };
}

/** The moment of cases that do not name one. */
export const CASE_NOW = '2026-05-31T10:00:00.000Z';

/** A case as criteria, the context to compile them in, and the record that they are asked of. */
export function situationOf(name: string, example: Case) {
  const { other, value, history, now = CASE_NOW, timeZone = 'UTC' } = example;
  const values = { tested: value, other: other?.value ?? null };
  const properties = Object.fromEntries(
    Object.entries(values).flatMap(([key, given]) => (given === null ? [] : [[key, given]])),
  );
  const past = (history ?? []).map((each) => ({ value: each.value, at: Date.parse(each.at) }));
  return {
    tree: criteria(and(property('tested', { operationType: name, ...example.operation }))),
    context: contextOf({ tested: example.type, ...(other ? { other: other.type } : {}) }, timeZone),
    subject: record(properties, { history: () => past }),
    now: Date.parse(now),
  };
}
