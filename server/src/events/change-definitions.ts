import { CONTACT, type CrmSchema } from '@millrace/core/crm';
import type { Problem } from '@millrace/core/problem';
import type { PropertyDefinition } from '@millrace/core/property';
import { changedEntry, definitionEntry, noteAudit } from '../audit/index.ts';
import type { Store, Unit } from '../history/index.ts';
import { type Caller, conflict, invalid, refused } from '../platform/index.ts';
import { DEFAULT_EVENT_PROPERTIES } from './default-properties.ts';
import { changeEventProperty, defineEventProperty } from './define-property.ts';
import {
  type DefinitionChange,
  type DefinitionCreate,
  EVENT_PROPERTIES_MAX,
  EVENT_TYPES_MAX,
  type EventPropertyChange,
  type EventPropertyCreate,
  nameOf,
} from './definition-input.ts';
import { insertEventType, listEventTypes, lockEventType, updateEventType } from './definitions.ts';
import { eventNotFound, propertyNotFound } from './errors.ts';
import type { EventType } from './event-type.ts';

export function createDefinition(store: Store, caller: Caller, input: DefinitionCreate): Promise<EventType> {
  return store.write(caller.accountId, async (unit) => {
    if ((await listEventTypes(unit.tx, unit.account.id)).length >= EVENT_TYPES_MAX) {
      throw refused('', 'EVENT_TYPE_LIMIT', `The account has ${EVENT_TYPES_MAX} event types already.`);
    }
    const primary = unit.schema.objectType(input.primaryObject ?? CONTACT);
    if (!primary) {
      const found = JSON.stringify(input.primaryObject);
      throw refused(
        'primaryObject',
        'UNKNOWN_OBJECT_TYPE',
        `primaryObject: there is no object type ${found}.`,
      );
    }
    const properties = defineAll(input, unit.account.now);
    const matching = input.customMatchingId?.primaryObjectRule ?? null;
    const problems = matching ? matchingProblems(unit.schema, primary.id, properties, matching) : [];
    if (problems.length > 0) throw invalid(problems);
    const name = input.name ?? nameOf(input.label);
    const made = await insertEventType(unit, {
      name,
      label: input.label,
      description: input.description ?? null,
      primaryObjectTypeId: primary.id,
      properties,
      matching,
      headerTemplate: null,
      detailTemplate: null,
    });
    if (!made)
      throw conflict(`There is an event type named ${JSON.stringify(name)} already.`, { name: [name] });
    await noteAudit(unit, caller, definitionEntry('EVENT_TYPE', 'CREATED', entryOf(made)));
    return made;
  });
}

/** Changes what is said of an event type; `propertyOrder` names the properties that change with it. */
export function changeDefinition(
  store: Store,
  caller: Caller,
  name: string,
  { propertyOrder, ...change }: DefinitionChange,
): Promise<EventType> {
  return changeType(store, caller, name, (unit, type) => {
    const problems: Problem[] = [];
    const changes = new Map(propertyOrder.map((patch, index) => [patch.name, { patch, index }]));
    for (const [property, { index }] of changes) {
      if (type.properties.some((each) => each.name === property)) continue;
      const path = `propertyOrder[${index}].name`;
      const message = `${path}: the event has no property ${JSON.stringify(property)}.`;
      problems.push({ path, code: 'PROPERTY_DOESNT_EXIST', message });
    }
    const properties = type.properties.map((property) => {
      const found = changes.get(property.name);
      if (!found) return property;
      const path = `propertyOrder[${found.index}]`;
      const changed = changeEventProperty(property, found.patch, unit.account.now, path);
      if (changed.ok) return changed.value;
      problems.push(...changed.problems);
      return property;
    });
    if (problems.length > 0) throw invalid(problems);
    const { label = type.label, description = type.description } = change;
    const { headerTemplate = type.headerTemplate, detailTemplate = type.detailTemplate } = change;
    return { ...type, label, description, headerTemplate, detailTemplate, properties };
  });
}

/** Takes an event type out of use. What has happened stays; flows that wait for it wait in vain. */
export function archiveDefinition(store: Store, caller: Caller, name: string): Promise<void> {
  return store.write(caller.accountId, async (unit) => {
    const type = await lockEventType(unit, name);
    if (!type) throw eventNotFound(name);
    await updateEventType(unit, type, unit.account.now);
    await noteAudit(unit, caller, definitionEntry('EVENT_TYPE', 'DELETED', entryOf(type)));
  });
}

export async function addProperty(
  store: Store,
  caller: Caller,
  name: string,
  input: EventPropertyCreate,
): Promise<PropertyDefinition> {
  const changed = await changeType(store, caller, name, (unit, type) => {
    const defined = defineEventProperty(input, unit.account.now, '');
    if (!defined.ok) throw invalid(defined.problems);
    if (type.properties.some((each) => each.name === defined.value.name)) {
      const found = JSON.stringify(defined.value.name);
      throw conflict(`The event has a property named ${found} already.`, {
        propertyName: [defined.value.name],
      });
    }
    if (type.properties.filter((each) => !each.hubspotDefined).length >= EVENT_PROPERTIES_MAX) {
      throw refused('', 'PROPERTY_LIMIT', `The event has ${EVENT_PROPERTIES_MAX} properties already.`);
    }
    return { ...type, properties: [...type.properties, defined.value] };
  });
  return changed.properties.at(-1)!;
}

export async function changeProperty(
  store: Store,
  caller: Caller,
  name: string,
  propertyName: string,
  change: EventPropertyChange,
): Promise<PropertyDefinition> {
  const changed = await changeType(store, caller, name, (unit, type) => {
    const present = propertyOf(type, propertyName);
    const defined = changeEventProperty(present, change, unit.account.now, '');
    if (!defined.ok) throw invalid(defined.problems);
    return { ...type, properties: type.properties.map((each) => (each === present ? defined.value : each)) };
  });
  return propertyOf(changed, propertyName);
}

export async function removeProperty(
  store: Store,
  caller: Caller,
  name: string,
  propertyName: string,
): Promise<void> {
  await changeType(store, caller, name, (_unit, type) => {
    const present = propertyOf(type, propertyName);
    if (type.matching?.eventPropertyName === propertyName) {
      const message = `Occurrences find their record by ${JSON.stringify(propertyName)}.`;
      throw refused('propertyName', 'PROPERTY_IN_USE', message);
    }
    return { ...type, properties: type.properties.filter((each) => each !== present) };
  });
}

function changeType(
  store: Store,
  caller: Caller,
  name: string,
  change: (unit: Unit, type: EventType) => EventType,
): Promise<EventType> {
  return store.write(caller.accountId, async (unit) => {
    const present = await lockEventType(unit, name);
    if (!present) throw eventNotFound(name);
    const changed = { ...change(unit, present), updatedAt: unit.account.now };
    await updateEventType(unit, changed, null);
    await noteAudit(unit, caller, ...changedEntry('EVENT_TYPE', entryOf(changed), present, changed));
    return changed;
  });
}

function entryOf({ id, name }: EventType) {
  return { id, name };
}

function propertyOf(type: EventType, name: string): PropertyDefinition {
  const found = type.properties.find((each) => each.name === name);
  if (!found) throw propertyNotFound(type, name);
  return found;
}

function defineAll(input: DefinitionCreate, now: number): PropertyDefinition[] {
  const properties = input.includeDefaultProperties ? [...DEFAULT_EVENT_PROPERTIES] : [];
  const problems: Problem[] = [];
  input.propertyDefinitions.forEach((definition, index) => {
    const path = `propertyDefinitions[${index}]`;
    const defined = defineEventProperty(definition, now, path);
    if (!defined.ok) problems.push(...defined.problems);
    else if (properties.some((each) => each.name === defined.value.name)) {
      const message = `${path}.name ${JSON.stringify(defined.value.name)} is there already.`;
      problems.push({ path: `${path}.name`, code: 'PROPERTY_EXISTS', message });
    } else properties.push(defined.value);
  });
  if (problems.length > 0) throw invalid(problems);
  return properties;
}

function matchingProblems(
  schema: CrmSchema,
  objectTypeId: string,
  properties: readonly PropertyDefinition[],
  { eventPropertyName, targetObjectPropertyName }: NonNullable<EventType['matching']>,
): Problem[] {
  const at = 'customMatchingId.primaryObjectRule';
  const isUnique = schema.uniqueProperties(objectTypeId).includes(targetObjectPropertyName);
  return [
    ...(properties.some(({ name }) => name === eventPropertyName)
      ? []
      : [
          {
            path: `${at}.eventPropertyName`,
            code: 'PROPERTY_DOESNT_EXIST',
            message: `${at}.eventPropertyName: the event has no property ${JSON.stringify(eventPropertyName)}.`,
          },
        ]),
    ...(isUnique
      ? []
      : [
          {
            path: `${at}.targetObjectPropertyName`,
            code: 'PROPERTY_NOT_UNIQUE',
            message: `${at}.targetObjectPropertyName ${JSON.stringify(targetObjectPropertyName)} is not a property with unique values.`,
          },
        ]),
  ];
}
