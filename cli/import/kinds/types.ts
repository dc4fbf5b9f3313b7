import { bring, CannotBeTaken } from '../bring.ts';
import { type Schema, schemasOf } from '../definitions.ts';
import { type Importing, NOT_YET } from '../importing.ts';
import { definitionFor } from '../property-definition.ts';

const WHAT = 'custom objects';

/**
 * The account's own object types. One is made with the properties that it is shown by, or must have; the others follow with those of all types.
 * Those that are associated with each other can be: what comes later names what came before.
 */
export async function bringTypes(importing: Importing): Promise<void> {
  const schemas = await schemasOf(importing.source);
  const there = (await schemasOf(importing.target)).map((schema) => ({ ...schema, id: schema.objectTypeId }));
  for (const schema of schemas) {
    const { objectTypeId: id, name } = schema;
    await bring(importing, {
      choice: 'types',
      what: WHAT,
      coming: { kind: 'objectType', id, name },
      there,
      make: async () => {
        const path = 'POST /crm-object-schemas/v3/schemas';
        return (await importing.target.call(path, { body: bodyOf(importing, schema) })).objectTypeId;
      },
    });
  }
}

function bodyOf({ state }: Importing, schema: Schema) {
  const { name, labels, description, primaryDisplayProperty, associations, objectTypeId } = schema;
  const { secondaryDisplayProperties = [], searchableProperties = [], requiredProperties = [] } = schema;
  const named = new Set([
    ...(primaryDisplayProperty === undefined ? [] : [primaryDisplayProperty]),
    ...secondaryDisplayProperties,
    ...searchableProperties,
    ...requiredProperties,
  ]);
  const properties = schema.properties
    .filter((property) => named.has(property.name) && !property.name.startsWith('hs_'))
    .map((property) => {
      // The group is made with the type: the target has no other yet.
      const { groupName: _, ...definition } = definitionFor(property);
      return definition;
    });
  if (properties.length === 0 && primaryDisplayProperty === undefined)
    throw new CannotBeTaken('the source names no property by which its records are shown');
  const others = associations
    .flatMap(({ fromObjectTypeId, toObjectTypeId }) => [fromObjectTypeId, toObjectTypeId])
    .filter((other) => other !== undefined && other !== objectTypeId);
  const associatedObjects = [...new Set(others)].flatMap((other) => {
    if (!other.startsWith('2-')) return [other];
    const id = state.idOf('objectType', other);
    return id === undefined || id === NOT_YET ? [] : [id];
  });
  return {
    name,
    labels,
    ...(description === undefined ? {} : { description }),
    ...(primaryDisplayProperty === undefined ? {} : { primaryDisplayProperty }),
    secondaryDisplayProperties: [...secondaryDisplayProperties],
    searchableProperties: [...searchableProperties],
    requiredProperties: [...requiredProperties],
    properties,
    associatedObjects,
  };
}
