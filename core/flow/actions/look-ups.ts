import type { PropertyDefinition } from '../../property/index.ts';
import { type FlowDefinition, propertySought } from '../definition/index.ts';
import type { CompileContext } from './action-type.ts';
import { actionTypeOf } from './compile-flow.ts';

/** A property by whose values a flow looks for records, and that no other rule finds them by. */
export interface LookUp {
  readonly objectTypeId: string;
  readonly property: string;
  /** The member that names it: `dataSources[0].propertyName`. */
  readonly path: string;
}

/** The look-ups of a flow's data sources and actions; of unique properties the holders are known anyway. */
export function lookUpsOf(
  { objectTypeId, dataSources, actions }: FlowDefinition,
  { schema, appActions }: Pick<CompileContext, 'schema' | 'appActions'>,
): readonly LookUp[] {
  const inSources = dataSources.flatMap((source, index): LookUp[] => {
    const sought = propertySought(source, objectTypeId);
    const property = sought && schema.properties(sought.objectTypeId).get(sought.name);
    if (!property || isKnownAnyway(property)) return [];
    const path = `dataSources[${index}].propertyName`;
    return [{ objectTypeId: sought.objectTypeId, property: property.name, path }];
  });
  const inActions = actions.flatMap((action, index) =>
    actionTypeOf(action, appActions)
      .seeks(action, { schema, objectTypeId })
      .filter(({ property }) => !isKnownAnyway(property))
      .map(
        ({ property, path, ...of }): LookUp => ({
          ...of,
          property: property.name,
          path: `actions[${index}].${path}`,
        }),
      ),
  );
  return [...inSources, ...inActions];
}

function isKnownAnyway({ name, hasUniqueValue }: PropertyDefinition): boolean {
  return hasUniqueValue || name === 'hs_object_id';
}
