import { quote } from '../../problem/index.ts';
import {
  FilterError,
  type Medium,
  type Place,
  type Reference,
  readTokens,
  TemplateError,
  TOKENS_MAX,
  type ValueAt,
} from '../../template/index.ts';
import type { RunContext } from '../engine/index.ts';
import { referencesIn } from './references-in.ts';
import { allOf, found, type Resolved, tooLong } from './resolved.ts';
import { valueOfReference } from './value-of-reference.ts';

/** A text with its tokens resolved, in HTML escaped. A text that is one token without a value is no value. */
export function resolveText(
  text: string,
  context: RunContext,
  medium: Medium = 'text',
  place: Place = {},
): Resolved {
  const read = text.includes('{{') ? readTokens(text) : undefined;
  if (!read || read.count === 0) return found(text === '' ? null : text);
  if (read.count > TOKENS_MAX) return tooLong(`The text has more than ${TOKENS_MAX} tokens.`);
  const values = resolveReferences(read.references, context);
  if (values.kind !== 'values') return values;
  try {
    const rendered = read.render(values.valueAt, medium, { timeZone: context.program.timeZone, ...place });
    return found(rendered === '' ? null : rendered);
  } catch (error) {
    return unrendered(error);
  }
}

/** Why a text could not be made of its template. Anything but an error of the template is a bug. */
export function unrendered(error: unknown): Exclude<Resolved, { kind: 'value' }> {
  if (error instanceof FilterError)
    return { kind: 'failed', reason: 'FILTER_FAILED', message: `The text cannot be made: ${error.message}.` };
  if (error instanceof TemplateError)
    return tooLong(`The text cannot be used with its tokens filled in: ${error.message}.`);
  throw error;
}

/** A value that is a token by its type. Any other text must fail: it would be written as it stands. */
export function resolveToken(token: string, context: RunContext): Resolved {
  if (referencesIn(token).length > 0) return resolveText(token, context);
  const message = `${quote(token)} is no token, such as "{{ fetched_objects.fetched_object_1.name }}".`;
  return { kind: 'failed', reason: 'INVALID_TOKEN', message };
}

/** The values of what tokens name, for a template that has been read. */
export type References =
  | { readonly kind: 'values'; readonly valueAt: ValueAt }
  | Exclude<Resolved, { kind: 'value' }>;

/** Resolves each reference once; what any of them needs is asked for together. */
export function resolveReferences(references: readonly Reference[], context: RunContext): References {
  const distinct = [...new Map(references.map((reference) => [reference.join('.'), reference]))];
  const resolved = allOf(
    distinct.map(([, reference]) => {
      const value = valueOfReference(reference, context);
      return value.kind === 'value' ? { kind: 'value' as const, value: typed(value) } : value;
    }),
  );
  if (resolved.kind !== 'values') return resolved;
  const values = new Map(distinct.map(([key], index) => [key, resolved.values[index]!]));
  return { kind: 'values', valueAt: (reference) => values.get(reference.join('.')) ?? null };
}

/** A property that is a number is one to the expression around it, if it is as exact as its text. */
function typed({ value, type }: Extract<Resolved, { kind: 'value' }>): string | number | null {
  return type === 'number' && value !== null && String(Number(value)) === value ? Number(value) : value;
}
