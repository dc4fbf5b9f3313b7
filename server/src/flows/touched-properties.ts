import type { CrmSchema, Sensitivity } from '@millrace/core/crm';
import { type FlowDefinition, mentionsOf } from '@millrace/core/flow';
import { associationTarget } from './association-target.ts';

/** Stands for the object type of a property of which the definition does not tell whose it is. */
export const ANY_TYPE = '*';

const touches = new WeakMap<
  FlowDefinition,
  { readonly schema: CrmSchema; readonly found: readonly string[] }
>();

/** `<object type id>/<name>` of every property that a flow reads or writes, each once. */
export function touchedProperties(flow: FlowDefinition, schema: CrmSchema): readonly string[] {
  const known = touches.get(flow);
  if (known?.schema === schema) return known.found;
  const found = find(flow, schema);
  touches.set(flow, { schema, found });
  return found;
}

function find(flow: FlowDefinition, schema: CrmSchema): readonly string[] {
  const mentions = mentionsOf(flow, associationTarget(schema));
  const touched = mentions.flatMap((mention) =>
    mention.kind === 'property' ? [touchOf(mention.objectTypeId ?? ANY_TYPE, mention.name)] : [],
  );
  return [...new Set(touched)];
}

export const SENSITIVITIES: readonly Sensitivity[] = ['sensitive', 'highly_sensitive'];

type SensitiveTouches = Readonly<Record<Sensitivity, ReadonlySet<string>>>;

const cache = new WeakMap<CrmSchema, SensitiveTouches>();

/** The touches of a flow that mean a sensitive property of the account. */
export function sensitiveTouches(schema: CrmSchema): SensitiveTouches {
  const known = cache.get(schema);
  if (known) return known;
  const touches = { sensitive: new Set<string>(), highly_sensitive: new Set<string>() };
  for (const { id } of schema.objectTypes) {
    for (const [name, sensitivity] of schema.sensitiveProperties(id))
      touches[sensitivity].add(touchOf(id, name)).add(touchOf(ANY_TYPE, name));
  }
  cache.set(schema, touches);
  return touches;
}

export function touchOf(objectTypeId: string, name: string): string {
  return `${objectTypeId}/${name}`;
}
