import type { PropertyDefinition, PropertyType } from '../../property/index.ts';
import type { EventProperty, PropertyCondition } from '../condition.ts';
import type { Fault, Leaf, Site } from '../leaf.ts';
import type { Operation } from '../operation.ts';
import { operationKindOf } from '../operation.ts';
import { TIME_TYPES } from '../operators/shape.ts';
import type { Compilation } from './node.ts';

/** A leaf on a property of the record, or why it cannot be evaluated. */
export function recordLeaf(
  { property, operation, own }: PropertyCondition,
  compilation: Compilation,
): Leaf | Fault {
  const { context, effort, objectTypeId, reads } = compilation;
  const definitionOf = (name: string): PropertyDefinition | undefined => {
    const definition = context.propertyOf(objectTypeId, name);
    return definition?.archived ? undefined : definition;
  };
  reads.properties.add(property);
  let type: PropertyType = 'string';
  if (!own) {
    const definition = definitionOf(property);
    if (!definition) return unknownProperty(property, objectTypeId);
    const misfit = fits(definition, operation);
    if (misfit) return misfit;
    type = definition.type;
  }
  const site: Site = {
    property,
    type,
    scope: 'RECORD',
    context,
    effort,
    other(name) {
      reads.properties.add(name);
      return definitionOf(name)?.type ?? unknownProperty(name, objectTypeId);
    },
    looksForInSql: (wanted) => noteSqlWork(compilation, wanted),
    readsHistory: (name) => reads.history.add(name),
  };
  return leafOf(operation, site);
}

/** A leaf on a property of an event. Events' properties have no definition: the operation decides how to read them. */
export function eventLeaf({ property, operation }: EventProperty, compilation: Compilation): Leaf | Fault {
  if (isHistorical(operation)) {
    return {
      fault: 'NO_HISTORY',
      message: `${operation.operator} asks for history, which events do not have`,
    };
  }
  const kind = operationKindOf(operation.operationType);
  const type =
    kind?.fits === TIME_TYPES || operation.operationType.startsWith('TIME_')
      ? 'datetime'
      : (kind?.fits[0] ?? 'string');
  return leafOf(operation, {
    property,
    type,
    scope: 'EVENT',
    context: compilation.context,
    effort: compilation.effort,
    other: () => type,
    looksForInSql: (wanted) => noteSqlWork(compilation, wanted),
    readsHistory: () => undefined,
  });
}

/** Characters of a wanted text for which a database may compare all of them at every place. */
const CHARACTERS_PER_UNIT = 8;

function noteSqlWork({ sqlWork }: Compilation, wanted: string): void {
  sqlWork.units += Math.ceil((wanted.length + 1) / CHARACTERS_PER_UNIT);
}

function leafOf(operation: Operation, site: Site): Leaf | Fault {
  const kind = operationKindOf(operation.operationType);
  if (!kind) return { fault: 'NOT_SUPPORTED', message: `there is no operation ${operation.operationType}` };
  return kind.compile(operation, site);
}

function unknownProperty(name: string, objectTypeId: string): Fault {
  return {
    fault: 'UNKNOWN_PROPERTY',
    message: `there is no property "${name}" of object type ${objectTypeId}`,
  };
}

function fits(definition: PropertyDefinition, operation: Operation): Fault | undefined {
  const kind = operationKindOf(operation.operationType);
  if (kind && !kind.fits.includes(definition.type)) {
    const message = `${operation.operationType} does not fit the property "${definition.name}" of type ${definition.type}; it fits ${kind.fits.join(', ')}`;
    return { fault: 'OPERATION_DOES_NOT_FIT', message };
  }
  if (definition.calculated && operation.operator.startsWith('HAS_')) {
    const message = `the property "${definition.name}" is calculated and keeps no history for ${operation.operator}`;
    return { fault: 'NO_HISTORY', message };
  }
  return undefined;
}

function isHistorical(operation: Operation): boolean {
  if (operation.operator.startsWith('HAS_') || operation.operationType.endsWith('PROPERTY_UPDATED'))
    return true;
  const points: unknown[] = [];
  if (operation.operationType === 'TIME_POINT') points.push(operation.timePoint);
  if (operation.operationType === 'TIME_RANGED')
    points.push(operation.lowerBoundTimePoint, operation.upperBoundTimePoint);
  const parser = 'propertyParser' in operation ? operation.propertyParser : 'VALUE';
  return parser === 'UPDATED_AT' || points.some(isUpdatedAt);
}

function isUpdatedAt(point: unknown): boolean {
  return (
    typeof point === 'object' &&
    point !== null &&
    'referenceType' in point &&
    point.referenceType === 'UPDATED_AT'
  );
}
