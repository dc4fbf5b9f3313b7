import { type Action, type SingleConnectionAction, type Value, valueSchema } from '@millrace/core/flow';
import { type Parsed, parseWith } from '@millrace/core/problem';
import type { z } from 'zod';

/** Members of an action, in either API, without what joins it to others. */
export type Members = Readonly<Record<string, unknown>>;

/** Keeps a text that has no place in a flow, and says the name to find it by; `at` is its place in the body. */
export type KeepSecret = (value: string, at: string) => string;

/** One type of action of the older API, and the flow's action that does the same. */
export interface LegacyAction {
  readonly type: string;
  /** The flow's action for one that a client sends; `at` is its place in the body. */
  toFlow(input: unknown, at: string, keepSecret: KeepSecret): Parsed<Members>;
  /** What the older API shows of a flow's action; undefined when it is not of this type. */
  fromFlow(action: Action): Members | undefined;
}

interface Parts<T> {
  readonly type: string;
  readonly schema: z.ZodType<T>;
  readonly toFlow: (sent: T) => Members;
  readonly fromFlow: (action: Action) => Members | undefined;
}

export function legacyAction<T>({ type, schema, toFlow, fromFlow }: Parts<T>): LegacyAction {
  return {
    type,
    toFlow(input, at) {
      const parsed = parseWith(schema, input, at);
      return parsed.ok ? { ok: true, value: toFlow(parsed.value) } : parsed;
    },
    fromFlow,
  };
}

/** An action of a flow that its `actionTypeId` and `fields` say everything about. */
export function single(actionTypeId: string, fields: Members): Members {
  return { type: 'SINGLE_CONNECTION', actionTypeId, actionTypeVersion: 0, fields };
}

/** Sets a property, of the contact or over an association. */
export function setting(propertyName: string, value: Value, association?: Members): Members {
  return single('0-5', { property_name: propertyName, value, ...(association ? { association } : {}) });
}

/** What an action sets, when it sets a property of the contact itself. */
export function settingOf(
  action: Action,
): { readonly propertyName: string; readonly value: Value } | undefined {
  const set = anySettingOf(action);
  return set && Object.keys(set.association).length === 0 ? set : undefined;
}

/** What an action sets, of whomever. */
export function anySettingOf(action: Action) {
  const fields = fieldsOf(action, '0-5');
  if (!fields) return undefined;
  const { property_name: propertyName, association = {} } = fields;
  const value = valueSchema.safeParse(fields['value']);
  if (typeof propertyName !== 'string' || !value.success || typeof association !== 'object' || !association)
    return undefined;
  return { propertyName, value: value.data, association };
}

/** The fields of an action of this type. */
export function fieldsOf(action: Action, typeId: string): SingleConnectionAction['fields'] | undefined {
  return action.type === 'SINGLE_CONNECTION' && action.actionTypeId === typeId ? action.fields : undefined;
}
