import { type Problem, quote } from '../problem/index.ts';
import { normalizeValue, type PropertyDefinition } from '../property/index.ts';
import { withDefaults } from './new-defaults.ts';
import type { ObjectType } from './object-type.ts';
import type { PropertyValues } from './property-values.ts';
import type { CrmSchema } from './schema.ts';

/** What can be wrong with a value. */
export type PropertyCode =
  | 'PROPERTY_DOESNT_EXIST'
  | 'READ_ONLY_VALUE'
  | 'INVALID_OPTION'
  | 'INVALID_INTEGER'
  | 'INVALID_DATE'
  | 'INVALID_TYPE'
  | 'INVALID_EMAIL'
  | 'INVALID_CHARACTERS'
  | 'VALUE_TOO_LONG'
  | 'MISSING_REQUIRED_PROPERTY';

export interface PropertyProblem extends Problem {
  readonly code: PropertyCode;
}

type Refused = { readonly ok: false; readonly problems: readonly PropertyProblem[] };
type Checked<T> = { readonly ok: true; readonly value: T } | Refused;

/** The use of the values: a new record needs the required properties and gets defaults. */
export type CheckMode = 'create' | 'update';

/** Longer texts are refused. */
export const VALUE_CHARACTERS_MAX = 65_536;
/** Longer values of a unique property are refused, so that they fit the index that keeps them apart. */
export const UNIQUE_VALUE_CHARACTERS_MAX = 500;

/**
 * Checks the values that a request or an action writes to a record against its properties.
 * A problem's path is `properties.<name>`.
 */
export function checkProperties(
  schema: CrmSchema,
  type: ObjectType,
  input: Readonly<Record<string, unknown>>,
  mode: CheckMode,
): Checked<PropertyValues> {
  const definitions = schema.properties(type.id);
  const values: Record<string, string | null> = {};
  const problems: PropertyProblem[] = [];
  for (const [name, value] of Object.entries(input)) {
    const definition = definitions.get(name);
    if (!definition)
      problems.push(problem(name, 'PROPERTY_DOESNT_EXIST', `Property "${name}" does not exist`));
    else {
      const checked = checkValue(definition, value);
      if (checked.ok) values[name] = checked.value;
      else problems.push(...checked.problems);
    }
  }
  const all = mode === 'create' ? withDefaults(schema, type, values) : values;
  problems.push(...checkPipeline(schema, type, all));
  if (mode === 'create') problems.push(...checkRequired(type, all, input));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: all };
}

/** Checks one value and brings it into canonical form. */
export function checkValue(definition: PropertyDefinition, input: unknown): Checked<string | null> {
  const { name } = definition;
  if (definition.readOnlyValue) {
    return refused(
      name,
      'READ_ONLY_VALUE',
      `"${name}" is a read only property; its value cannot be set to ${quote(input)}`,
    );
  }
  const normalized = normalizeValue(definition, input);
  if (!normalized.ok) return refused(name, codeOf(definition), normalized.message);
  const value = normalized.value;
  if (value === null) return { ok: true, value };
  if (value.includes('\0') || !value.isWellFormed()) {
    return refused(
      name,
      'INVALID_CHARACTERS',
      `The value of "${name}" has characters that cannot be stored: ${quote(value)}`,
    );
  }
  const longest = definition.hasUniqueValue ? UNIQUE_VALUE_CHARACTERS_MAX : VALUE_CHARACTERS_MAX;
  if (value.length > longest) {
    return refused(
      name,
      'VALUE_TOO_LONG',
      `The value of "${name}" has more than ${longest} characters: ${quote(value)}`,
    );
  }
  return definition.name === 'email' && definition.hasUniqueValue
    ? checkEmail(name, value)
    : { ok: true, value };
}

/** Enough to tell an address from other text; the mail server knows the existing addresses. */
const EMAIL = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+\.[^\s@<>()[\]\\,;:".]{2,}$/u;

/** Addresses are kept in lower case, so that one address is one contact. */
function checkEmail(name: string, value: string): Checked<string> {
  const address = value.trim().toLowerCase();
  if (EMAIL.test(address) && !address.includes('..')) return { ok: true, value: address };
  return refused(name, 'INVALID_EMAIL', `Email address ${quote(value)} is invalid`);
}

function codeOf(definition: PropertyDefinition): PropertyCode {
  switch (definition.type) {
    case 'number':
      return 'INVALID_INTEGER';
    case 'date':
    case 'datetime':
      return 'INVALID_DATE';
    case 'bool':
    case 'enumeration':
      return 'INVALID_OPTION';
    default:
      return 'INVALID_TYPE';
  }
}

function checkPipeline(schema: CrmSchema, type: ObjectType, values: PropertyValues): PropertyProblem[] {
  const pipelines = schema.pipelines(type.id);
  if (!type.pipeline || pipelines.length === 0) return [];
  const { pipelineProperty, stageProperty } = type.pipeline;
  const pipelineId = values[pipelineProperty];
  const stageId = values[stageProperty];
  const pipeline = pipelines.find((candidate) => candidate.id === pipelineId);
  if (typeof pipelineId === 'string' && !pipeline) {
    return [notAnOption(pipelineProperty, pipelineId, pipelines)];
  }
  if (typeof stageId !== 'string') return [];
  const stages = pipeline ? pipeline.stages : pipelines.flatMap((candidate) => candidate.stages);
  return stages.some((stage) => stage.id === stageId) ? [] : [notAnOption(stageProperty, stageId, stages)];
}

function checkRequired(
  type: ObjectType,
  values: PropertyValues,
  input: Readonly<Record<string, unknown>>,
): PropertyProblem[] {
  const missing = type.requiredProperties.filter(
    (name) => typeof values[name] !== 'string' && (input[name] ?? '') === '',
  );
  return missing.map((name) =>
    problem(name, 'MISSING_REQUIRED_PROPERTY', `The property "${name}" is required.`),
  );
}

function notAnOption(
  name: string,
  value: string,
  options: readonly { readonly id: string }[],
): PropertyProblem {
  const allowed = options.map((option) => option.id).join(', ');
  return problem(
    name,
    'INVALID_OPTION',
    `${quote(value)} was not one of the allowed options of "${name}": [${allowed}]`,
  );
}

function problem(name: string, code: PropertyCode, message: string): PropertyProblem {
  return { path: `properties.${name}`, code, message };
}

function refused(name: string, code: PropertyCode, message: string): Refused {
  return { ok: false, problems: [problem(name, code, message)] };
}
