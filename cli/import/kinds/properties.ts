import type { Target } from '../../target/target.ts';
import { CannotBeTaken, isOfOneThing, whyNot } from '../bring.ts';
import { propertiesOf } from '../definitions.ts';
import { type Importing, type RecordType, stopWhereAsked } from '../importing.ts';
import { definitionFor, type Property, propertyDifferences } from '../property-definition.ts';
import { recordTypes } from '../record-types.ts';
import { said } from '../said.ts';

/** Groups and properties of every type, those that are not there; properties are known by their names. */
export async function bringProperties(importing: Importing): Promise<void> {
  for (const type of await recordTypes(importing)) {
    await bringGroups(importing, type);
    await bringPropertiesOf(importing, type);
  }
}

async function bringGroups(importing: Importing, { name, sourceId, targetId }: RecordType): Promise<void> {
  const what = 'property groups';
  const groups = await groupsOf(importing.source, sourceId);
  const there = new Set(
    (targetId === undefined ? [] : await groupsOf(importing.target, targetId)).map((group) => group.name),
  );
  for (const group of groups) {
    if (there.has(group.name)) importing.report.mark(what, `${name}.${group.name}`, 'there');
    else
      await make(importing, { what, id: `${name}.${group.name}`, name: group.label }, async () => {
        const { label, displayOrder } = group;
        await importing.target.call('POST /crm/v3/properties/{objectType}/groups', {
          path: { objectType: targetId! },
          body: { name: group.name, label, ...(displayOrder === undefined ? {} : { displayOrder }) },
        });
      });
  }
}

async function groupsOf(target: Target, objectType: string) {
  return (await target.call('GET /crm/v3/properties/{objectType}/groups', { path: { objectType } })).results;
}

async function bringPropertiesOf(importing: Importing, type: RecordType): Promise<void> {
  const what = 'properties';
  const { source, target, report } = importing;
  const { name, sourceId, targetId } = type;
  const there = new Map(
    (targetId === undefined ? [] : await propertiesOf(target, targetId)).map((property) => [
      property.name,
      property,
    ]),
  );
  const unknown: string[] = [];
  for (const property of await propertiesOf(source, sourceId)) {
    const found = there.get(property.name);
    const id = `${name}.${property.name}`;
    if (found) {
      const differences = propertyDifferences(property, found);
      if (differences.length > 0) report.differs(what, id, property.label, differences.join('; '));
      else report.mark(what, id, 'there');
    } else if (isOfOriginal(property)) unknown.push(property.name);
    else
      await make(importing, { what, id, name: property.label }, async () => {
        if (property.type === 'json' || property.type === 'object_coordinates')
          throw new CannotBeTaken(`its type is ${property.type}, which nobody can make`);
        const body = definitionFor(property);
        await target.call('POST /crm/v3/properties/{objectType}', { path: { objectType: targetId! }, body });
      });
  }
  if (unknown.length > 0)
    report.note(`${name}: ${said(unknown)} of the original's own properties are not known here.`);
}

/** The original makes these itself; nobody else can. */
function isOfOriginal({ hubspotDefined, name }: Property): boolean {
  return hubspotDefined === true || name.startsWith('hs_');
}

/** Makes what is known by its name, so that a cut between making and noting leaves no doubt. */
async function make(
  importing: Importing,
  { what, id, name }: { readonly what: string; readonly id: string; readonly name: string },
  request: () => Promise<void>,
): Promise<void> {
  stopWhereAsked(importing);
  const { report, mode } = importing;
  try {
    if (mode === 'WRITE') await request();
    report.mark(what, id, 'made');
  } catch (error) {
    if (!isOfOneThing(error)) throw error;
    report.refused(what, id, name, whyNot(error));
  }
}
