import { pathOf } from '../../../problem/index.ts';
import type { Reference } from '../../../template/index.ts';
import { runsHere } from '../../actions/index.ts';
import { referencesIn } from '../../values/index.ts';
import type { LintInput } from './finding.ts';

/** The source of an input of an action that runs here. */
export type Input = { readonly path: string; readonly actionIndex: number } & (
  | { readonly kind: 'token'; readonly reference: Reference }
  /** A value object: `OBJECT_PROPERTY`, `FIELD_DATA`, … */
  | { readonly kind: 'value'; readonly type: string; readonly value: Members }
);

type Members = Readonly<Record<string, unknown>>;

/** The inputs of a flow's actions, except skipped ones. */
export function inputsOf({ flow, world }: LintInput): Input[] {
  return flow.actions.flatMap((action, actionIndex) => {
    const at = `actions[${actionIndex}]`;
    if (action.type === 'STATIC_BRANCH') return inJson(action.inputValue, `${at}.inputValue`, actionIndex);
    if (action.type === 'CUSTOM_CODE') return inJson(action.inputFields, `${at}.inputFields`, actionIndex);
    if (action.type === 'WEBHOOK')
      return [
        ...inJson(action.webhookUrl, `${at}.webhookUrl`, actionIndex),
        ...inJson(action.queryParams, `${at}.queryParams`, actionIndex),
      ];
    if (action.type !== 'SINGLE_CONNECTION' || !runsHere(world.typeOf(action))) return [];
    return inJson(action.fields, `${at}.fields`, actionIndex);
  });
}

function inJson(value: unknown, path: string, actionIndex: number): Input[] {
  if (typeof value === 'string')
    return referencesIn(value).map((reference) => ({ kind: 'token', reference, path, actionIndex }));
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value))
    return value.flatMap((item, index) => inJson(item, pathOf([index], path), actionIndex));
  const members = value as Members;
  const { type } = members;
  return [
    ...(typeof type === 'string'
      ? [{ kind: 'value' as const, type, value: members, path, actionIndex }]
      : []),
    ...Object.entries(members).flatMap(([member, inner]) =>
      inJson(inner, pathOf([member], path), actionIndex),
    ),
  ];
}

/** A token as it is written. */
export function written(reference: Reference): string {
  return `{{ ${reference.join('.')} }}`;
}
