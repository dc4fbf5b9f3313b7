import { quote } from '../../../problem/index.ts';
import type { InputVariable } from '../../definition/index.ts';
import type { Ask, RunContext } from '../../engine/index.ts';
import { type Resolved, resolveValue } from '../../values/index.ts';

/** The inputs of an action by name, in their order; several may have one name. */
export type NamedInputs =
  | { readonly kind: 'inputs'; readonly inputs: readonly (readonly [name: string, value: string | null])[] }
  | Exclude<Resolved, { kind: 'value' }>;

/** Resolves the named values of an action; what they ask for is asked for at once. `what` is what people call one of them. */
export function namedInputs(
  variables: readonly InputVariable[],
  run: RunContext,
  timeZone: string,
  what: string,
): NamedInputs {
  const asks: Ask[] = [];
  const inputs: (readonly [string, string | null])[] = [];
  for (const { name, value } of variables) {
    const resolved = resolveValue(value, run, timeZone);
    if (resolved.kind === 'failed')
      return { ...resolved, message: `The ${what} ${quote(name)}: ${resolved.message}` };
    if (resolved.kind === 'needs') asks.push(...resolved.asks);
    else inputs.push([name, resolved.value]);
  }
  return asks.length > 0 ? { kind: 'needs', asks } : { kind: 'inputs', inputs };
}
