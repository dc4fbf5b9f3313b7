/**
 * Who may see and change a flow. One that reads or writes a sensitive property is open only to callers with the scope for
 * sensitive data of the flow's object type. What a flow touches is kept in its row; whether that is sensitive is asked
 * of the account's schema every time, so that a property's new sensitivity counts at once.
 */
import { type CrmSchema, scopeFamily } from '../crm/index.ts';
import { type Caller, missingScopes } from '../platform/index.ts';
import { flowAccessDenied } from './errors.ts';
import type { FlowRow } from './queries/flow-row.ts';
import { sensitiveTouches } from './touched-properties.ts';

export type Access = 'read' | 'write';

type Touching = Pick<FlowRow, 'objectTypeId' | 'touchedProperties'>;

/** The scopes that the caller lacks for the flow; none for most flows. */
export function scopesLacking(schema: CrmSchema, caller: Caller, flow: Touching, access: Access): string[] {
  const scope = sensitiveScope(schema, flow.objectTypeId, access);
  if (caller.scopes.has(scope)) return [];
  const sensitive = sensitiveTouches(schema);
  return flow.touchedProperties.some((touch) => sensitive.has(touch)) ? [scope] : [];
}

/** 403 when the caller may not do this with the flow. */
export function requireAccess(schema: CrmSchema, caller: Caller, flow: Touching, access: Access): void {
  const lacking = scopesLacking(schema, caller, flow, access);
  if (lacking.length === 0) return;
  throw access === 'read' ? flowAccessDenied(lacking) : missingScopes(lacking);
}

/** Which flows a listing leaves out: those that touch any of `touches` and enroll a type that is closed to the caller. */
export interface Hidden {
  readonly touches: readonly string[];
  readonly standardTypesOpen: readonly string[];
  readonly customTypes: 'open' | 'closed';
}

export function hiddenFrom(caller: Caller, schema: CrmSchema): Hidden {
  const isOpen = (objectTypeId: string) => caller.scopes.has(sensitiveScope(schema, objectTypeId, 'read'));
  const standard = schema.objectTypes.filter(({ custom }) => !custom).map(({ id }) => id);
  return {
    touches: [...sensitiveTouches(schema)],
    standardTypesOpen: standard.filter(isOpen),
    customTypes: isOpen('2-0') ? 'open' : 'closed',
  };
}

/** An object type that the account no longer has is taken for a custom one, which they all are that can go. */
function sensitiveScope(schema: CrmSchema, objectTypeId: string, access: Access): string {
  const type = schema.objectType(objectTypeId) ?? { id: objectTypeId, custom: true };
  return `crm.objects.${scopeFamily(type)}.sensitive.${access}`;
}
