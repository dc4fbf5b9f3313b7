/**
 * Access to a flow, to see and to change it. One that reads or writes a sensitive property is open only to callers with the scope for
 * sensitive data of the flow's object type. What a flow touches is kept in its row; whether that is sensitive is asked
 * of the account's schema every time, so that a property's new sensitivity counts at once.
 */
import type { CrmSchema, Sensitivity } from '@millrace/core/crm';
import type { FlowDefinition } from '@millrace/core/flow';
import { type Caller, missingScopes } from '../platform/index.ts';
import { type Access, hiddenProperties, recordScope, sensitiveScope, typeNamed } from '../schema/index.ts';
import { flowAccessDenied } from './errors.ts';
import type { FlowRow } from './queries/flow-row.ts';
import type { Hidden } from './queries/listing.ts';
import {
  ANY_TYPE,
  SENSITIVITIES,
  sensitiveTouches,
  touchedProperties,
  touchOf,
} from './touched-properties.ts';

type Touching = Pick<FlowRow, 'objectTypeId' | 'touchedProperties'>;

/** The scopes that the caller lacks for the flow; none for most flows. */
export function scopesLacking(schema: CrmSchema, caller: Caller, flow: Touching, access: Access): string[] {
  const sensitive = sensitiveTouches(schema);
  const type = typeNamed(flow.objectTypeId);
  const lacking = SENSITIVITIES.filter((sensitivity) => !isOpen(caller, type, sensitivity, access));
  return lacking.flatMap((sensitivity) =>
    flow.touchedProperties.some((touch) => sensitive[sensitivity].has(touch))
      ? [scopeOf(type, sensitivity, access)]
      : [],
  );
}

/** 403 when the caller may not do this with the flow. */
export function requireAccess(schema: CrmSchema, caller: Caller, flow: Touching, access: Access): void {
  const lacking = scopesLacking(schema, caller, flow, access);
  if (lacking.length === 0) return;
  throw access === 'read' ? flowAccessDenied(lacking) : missingScopes(lacking);
}

/** 403 unless the caller may read the records that a flow is about, and every value that it touches of them. */
export function requireShown(schema: CrmSchema, caller: Caller, flow: Touching): void {
  const lacking = recordScopesLacking(schema, caller, flow);
  if (lacking.length > 0) throw missingScopes(lacking);
}

/** The same of a definition, saved or not, and 403 when it is itself closed to the caller. */
export function requireDefinitionShown(schema: CrmSchema, caller: Caller, definition: FlowDefinition): void {
  const { objectTypeId } = definition;
  const flow = { objectTypeId, touchedProperties: touchedProperties(definition, schema) };
  requireAccess(schema, caller, flow, 'read');
  requireShown(schema, caller, flow);
}

/** Whether it would not be refused. */
export function isDefinitionShown(schema: CrmSchema, caller: Caller, definition: FlowDefinition): boolean {
  const { objectTypeId } = definition;
  const flow = { objectTypeId, touchedProperties: touchedProperties(definition, schema) };
  const lacking = [
    ...scopesLacking(schema, caller, flow, 'read'),
    ...recordScopesLacking(schema, caller, flow),
  ];
  return lacking.length === 0;
}

/** The scopes that the caller lacks for what a flow tells of records. */
export function recordScopesLacking(schema: CrmSchema, caller: Caller, flow: Touching): string[] {
  const wanted = new Set([recordScope(typeNamed(flow.objectTypeId), 'read')]);
  for (const touch of flow.touchedProperties) {
    const [typeId = '', ...name] = touch.split('/');
    const type = schema.objectType(typeId);
    if (!type) continue;
    wanted.add(recordScope(type, 'read'));
    const sensitivity = schema.sensitiveProperties(type.id).get(name.join('/'));
    if (sensitivity) wanted.add(scopeOf(type, sensitivity, 'read'));
  }
  return [...wanted].filter((scope) => !caller.scopes.has(scope));
}

/** Whether any of these touches is of a value that the caller may not see, whichever type it is of. */
export function touchesHidden(schema: CrmSchema, caller: Caller, touches: readonly string[]): boolean {
  const hidden = new Set(
    schema.objectTypes.flatMap((type) =>
      [...hiddenProperties(schema, caller, type)].flatMap((name) => [
        touchOf(type.id, name),
        touchOf(ANY_TYPE, name),
      ]),
    ),
  );
  return touches.some((touch) => hidden.has(touch));
}

export function hiddenFrom(caller: Caller, schema: CrmSchema): Hidden[] {
  const standard = schema.objectTypes.filter(({ custom }) => !custom);
  return SENSITIVITIES.map((sensitivity) => ({
    touches: [...sensitiveTouches(schema)[sensitivity]],
    standardTypesOpen: standard
      .filter((type) => isOpen(caller, type, sensitivity, 'read'))
      .map(({ id }) => id),
    customTypes: isOpen(caller, { id: '2-0', custom: true }, sensitivity, 'read') ? 'open' : 'closed',
  }));
}

type TypeOfScopes = ReturnType<typeof typeNamed>;

/** An object type that the account no longer has is taken for a custom one, which they all are that can go. */
function isOpen(caller: Caller, type: TypeOfScopes, sensitivity: Sensitivity, access: Access): boolean {
  return caller.scopes.has(scopeOf(type, sensitivity, access));
}

function scopeOf(type: TypeOfScopes, sensitivity: Sensitivity, access: Access): string {
  return sensitiveScope(type, sensitivity, access)!;
}
