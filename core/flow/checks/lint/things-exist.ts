import { quote } from '../../../problem/index.ts';
import { isInternalName } from '../../../property/index.ts';
import { typeFound } from '../../definition/index.ts';
import type { PropertyMention, ThingMention } from '../../mentions/index.ts';
import type { Finding, Lint, LintWorld } from './finding.ts';
import { isPerson } from './people-exist.ts';

/** The object types, properties, lists, forms, emails and flows that a flow names exist. */
export const thingsExist: Lint = ({ flow, mentions, world }) => [
  ...(world.hasObjectType(flow.objectTypeId) ? [] : [unknownType('objectTypeId', flow.objectTypeId)]),
  ...flow.dataSources.flatMap((source, index) => {
    const objectTypeId = typeFound(source, flow.objectTypeId);
    if (objectTypeId === flow.objectTypeId || world.hasObjectType(objectTypeId)) return [];
    const member = source.objectTypeId === undefined ? 'propertyName' : 'objectTypeId';
    return [unknownType(`dataSources[${index}].${member}`, objectTypeId)];
  }),
  ...mentions.flatMap((mention) =>
    mention.kind === 'property' ? ofProperty(mention, world) : ofThing(mention, world),
  ),
];

function unknownType(path: string, objectTypeId: string): Finding {
  return {
    severity: 'error',
    code: 'UNKNOWN_OBJECT_TYPE',
    path,
    message: `${path} ${quote(objectTypeId)} is not an object type of this account.`,
    fix: 'Define the object type, or name one that there is.',
  };
}

function ofProperty({ objectTypeId, name, access, path }: PropertyMention, world: LintWorld): Finding[] {
  if (objectTypeId === null || !world.hasObjectType(objectTypeId)) return [];
  const property = world.property(objectTypeId, name);
  if (!property) {
    const message = `${path} names the property ${quote(name)}, which object type ${objectTypeId} does not have.`;
    const finding = { severity: 'error', code: 'UNKNOWN_PROPERTY', path, message } as const;
    if (!isInternalName(name)) return [{ ...finding, fix: 'Name a property that there is.' }];
    const mend = { kind: 'DEFINE_PROPERTY', objectTypeId, name } as const;
    return [{ ...finding, fix: 'Define the property, or name one that there is.', mend }];
  }
  if (access === 'read' || !(property.readOnlyValue || property.calculated)) return [];
  const message = `${path} sets the property ${quote(name)}, which only the server sets.`;
  const fix = 'Set another property.';
  return [{ severity: 'error', code: 'PROPERTY_IS_READ_ONLY', path, message, fix }];
}

/** People have a lint of their own. */
function ofThing(mention: ThingMention, world: LintWorld): Finding[] {
  const { kind, id, path } = mention;
  if (isPerson(mention) || world.has(kind, id)) return [];
  const message = `${path} names the ${kind} ${quote(id)}, which is not there.`;
  const fix = `Make the ${kind}, or name one that there is.`;
  return [{ severity: 'error', code: `UNKNOWN_${kind.toUpperCase()}`, path, message, fix }];
}
