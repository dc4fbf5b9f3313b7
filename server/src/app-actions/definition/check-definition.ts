import type { CrmSchema } from '@millrace/core/crm';
import { type Problem, quote } from '@millrace/core/problem';
import type { Definition } from './definition-input.ts';

/** Characters of one definition as JSON. */
const DEFINITION_CHARACTERS_MAX = 1_000_000;

/** What no member alone can be refused for: names that are there twice, or name nothing. */
export function problemsOfDefinition(definition: Definition, schema: CrmSchema): Problem[] {
  const characters = JSON.stringify(definition).length;
  if (characters > DEFINITION_CHARACTERS_MAX) {
    const message = `The definition has ${characters} characters as JSON; it must have at most ${DEFINITION_CHARACTERS_MAX}.`;
    return [{ path: '', code: 'OUT_OF_RANGE', message }];
  }
  const { inputFields, outputFields = [] } = definition;
  return [
    ...unknownTypes(definition, schema),
    ...twice(inputFields, 'inputFields'),
    ...twice(outputFields, 'outputFields'),
    ...inputFields.flatMap(optionsTwice),
    ...strayDependencies(definition),
  ];
}

function unknownTypes({ objectTypes }: Definition, schema: CrmSchema): Problem[] {
  return objectTypes.flatMap((name, index) => {
    if (schema.objectType(name)) return [];
    const path = `objectTypes[${index}]`;
    const message = `${path} ${quote(name)} is not an object type of this account.`;
    return [{ path, code: 'UNKNOWN_OBJECT_TYPE', message }];
  });
}

type Fields = readonly Pick<Definition['inputFields'][number], 'typeDefinition'>[];

function twice(fields: Fields, member: string): Problem[] {
  const seen = new Set<string>();
  return fields.flatMap(({ typeDefinition: { name } }, index) => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    const path = `${member}[${index}].typeDefinition.name`;
    return [{ path, code: 'NOT_UNIQUE', message: `${path} ${quote(name)} is the name of another field.` }];
  });
}

function optionsTwice(field: Definition['inputFields'][number], index: number): Problem[] {
  const { options, optionsUrl } = field.typeDefinition;
  const at = `inputFields[${index}].typeDefinition`;
  if (options.length > 0 && optionsUrl !== undefined) {
    const message = `${at} has both options and optionsUrl: its options are these, or are fetched from there.`;
    return [{ path: `${at}.optionsUrl`, code: 'NOT_ALLOWED', message }];
  }
  const seen = new Set<string>();
  return options.flatMap(({ value }, place) => {
    if (!seen.has(value)) {
      seen.add(value);
      return [];
    }
    const path = `${at}.options[${place}].value`;
    return [{ path, code: 'NOT_UNIQUE', message: `${path} ${quote(value)} is the value of another option.` }];
  });
}

function strayDependencies({ inputFields, inputFieldDependencies = [] }: Definition): Problem[] {
  const known = new Set(inputFields.map(({ typeDefinition: { name } }) => name));
  return inputFieldDependencies.flatMap(({ controllingFieldName, dependentFieldNames }, index) => {
    const at = `inputFieldDependencies[${index}]`;
    const stray = (name: string, path: string) =>
      known.has(name)
        ? []
        : [{ path, code: 'UNKNOWN_FIELD', message: `${path} ${quote(name)} is the name of no input field.` }];
    return [
      ...stray(controllingFieldName, `${at}.controllingFieldName`),
      ...dependentFieldNames.flatMap((name, place) => {
        const path = `${at}.dependentFieldNames[${place}]`;
        if (name !== controllingFieldName) return stray(name, path);
        const message = `${path} ${quote(name)} is the controlling field itself.`;
        return [{ path, code: 'NOT_ALLOWED', message }];
      }),
    ];
  });
}
