import type { PropertyDefinition } from '../property/index.ts';
import { ASSOCIATION_CATEGORIES } from '../record/index.ts';
import type { Names, ObjectTypeWords, PropertyWords } from '../sentence/index.ts';
import type { ObjectType } from './object-type.ts';
import type { CrmSchema } from './schema.ts';

/** How an account's own words are said: properties with their options, object types, labels of associations. */
export function schemaNames(schema: CrmSchema): Pick<Names, 'association' | 'objectType' | 'property'> {
  return {
    property: (bearer, name) => {
      const property = bearer === null ? undefined : schema.properties(bearer).get(name);
      return property && { ...propertyWords(property), ...pipelineOptions(schema, bearer, name) };
    },
    objectType: (id) => {
      const type = schema.objectType(id);
      return type && objectTypeNames(type);
    },
    association: (given, typeId) => {
      const category = ASSOCIATION_CATEGORIES.find((each) => each === given);
      const type =
        category && /^\d{1,9}$/.test(typeId) ? schema.associationType(category, Number(typeId)) : undefined;
      return type && { label: type.label, toObjectTypeId: type.toObjectTypeId };
    },
  };
}

/** Pipelines and stages are the options of the properties that hold them. */
function pipelineOptions(
  schema: CrmSchema,
  bearer: string | null,
  name: string,
): Pick<PropertyWords, 'options'> {
  const type = bearer === null ? undefined : schema.objectType(bearer);
  if (!type?.pipeline) return {};
  const pipelines = schema.allPipelines(type.id);
  const option = ({ id, label }: { readonly id: string; readonly label: string }) => ({ value: id, label });
  if (name === type.pipeline.pipelineProperty) return { options: pipelines.map(option) };
  if (name !== type.pipeline.stageProperty) return {};
  return { options: pipelines.flatMap(({ stages }) => stages.map(option)) };
}

/** What a sentence needs of a property. */
export function propertyWords(property: PropertyDefinition): PropertyWords {
  const { label, name, type, options, externalOptions } = property;
  const words = { label: label.trim() === '' ? name : label, type };
  if (property['referencedObjectType'] === 'OWNER' || (externalOptions && /owner/.test(name)))
    return { ...words, holds: 'owner' };
  const isMoney = property['showCurrencySymbol'] === true;
  return {
    ...words,
    ...(options.length > 0
      ? { options: options.map((option) => ({ value: option.value, label: option.label })) }
      : {}),
    ...(isMoney ? { isMoney } : {}),
  };
}

/** Standard types are words of the language, and written small within a sentence; those of the account are names. */
export function objectTypeNames({ name, plural, labels, custom }: ObjectType): ObjectTypeWords {
  const [singular, several] = [labels.singular ?? name, labels.plural ?? plural];
  return custom
    ? { singular, plural: several }
    : { singular: singular.toLowerCase(), plural: several.toLowerCase() };
}
