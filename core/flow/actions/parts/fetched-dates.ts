import type { RecordRef } from '../../../record/index.ts';
import type { FlowDefinition, Value } from '../../definition/index.ts';
import { typeFound } from '../../definition/index.ts';
import { type Ask, type Awaited, propertyKey, type RunContext, writable } from '../../engine/index.ts';
import { fetchedObject, propertiesReadBy, referencesIn } from '../../values/index.ts';

/** What a change of may make a value another: properties of the enrolled record, and of those that data sources pick. */
export function awaitedBy(value: Value, { objectTypeId, dataSources }: FlowDefinition): Awaited[] {
  const own = propertiesReadBy(value).map((property) => ({ objectTypeId, property }));
  const fetched = fetchedIn(value).flatMap(({ name, property }) => {
    const source = dataSources.find((each) => each.name === name);
    return source
      ? [{ objectTypeId: typeFound(source, objectTypeId), property, ofAnother: true as const }]
      : [];
  });
  return [...own, ...fetched];
}

/**
 * The keys that wake whoever waits for a value. A record beside the enrolled one is held for writing until the wait is stored: else it could be
 * changed after it was read and before anybody finds the wait.
 */
export function wakesBy(
  value: Value,
  run: RunContext,
):
  | { readonly kind: 'keys'; readonly wakes: string[] }
  | { readonly kind: 'needs'; readonly asks: readonly Ask[] } {
  const wakes = propertiesReadBy(value).map((property) => propertyKey(run.record, property));
  for (const { name, property } of fetchedIn(value)) {
    const found = fetchedObject(name, run);
    if (found.kind === 'needs') return found;
    if (found.kind === 'failed') continue;
    const ref: RecordRef = { objectTypeId: found.image.objectTypeId, id: found.image.id };
    const held = writable(run.workspace, ref);
    if (held.kind === 'needs') return held;
    wakes.push(propertyKey(ref, property));
  }
  return { kind: 'keys', wakes };
}

/** The properties that a value reads of records that data sources pick. */
function fetchedIn(value: Value): { readonly name: string; readonly property: string }[] {
  const text =
    value.type === 'FETCHED_OBJECT_PROPERTY'
      ? value.propertyToken
      : value.type === 'STATIC_VALUE'
        ? value.staticValue
        : '';
  return referencesIn(text).flatMap(([root, name, property]) =>
    root === 'fetched_objects' && name !== undefined && property !== undefined ? [{ name, property }] : [],
  );
}
