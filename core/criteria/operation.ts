import * as z from 'zod';
import { issueAt } from './issue.ts';
import { operationKinds } from './operators/list.ts';
import type { OperationBase, OperationKind, OperationOf } from './operators/shape.ts';

/** An operation in the one spelling of the tree. */
export type Operation = OperationOf<(typeof operationKinds)[number]>;

const kinds: readonly OperationKind<OperationBase>[] = operationKinds;
const byName = new Map(
  kinds.flatMap((kind) => kind.names.map((name) => [name.toLowerCase(), kind] as const)),
);

/** The kind of an operation by any of its spellings. */
export function operationKindOf(name: unknown): OperationKind<OperationBase> | undefined {
  return typeof name === 'string' ? byName.get(name.toLowerCase()) : undefined;
}

/** Reads an operation in either spelling: `operationType`, `propertyType` or `type` says which it is. */
export const operationSchema: z.ZodType<Operation, unknown> = z.unknown().transform((input, ctx) => {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    ctx.issues.push({ code: 'invalid_type', expected: 'object', input });
    return z.NEVER;
  }
  const given: Readonly<Record<string, unknown>> = { ...input };
  const kind =
    operationKindOf(given.operationType) ??
    operationKindOf(given.propertyType) ??
    operationKindOf(given.type);
  if (!kind) {
    const path =
      given.operationType === undefined && given.propertyType !== undefined
        ? 'propertyType'
        : 'operationType';
    const values = kinds.map((known) => known.names[0]);
    ctx.issues.push({ code: 'invalid_value', values, path: [path], input: given[path] });
    return z.NEVER;
  }
  const advice = typeof given.operator === 'string' ? kind.advice[given.operator] : undefined;
  if (advice !== undefined) {
    const message = `${given.operator} is not an operator of ${kind.names[0]}; ${advice}`;
    ctx.issues.push({ code: 'custom', message, path: ['operator'], input: given.operator });
    return z.NEVER;
  }
  const { members, spelled } = respelled(given, kind.aliases);
  const result = kind.schema.safeParse(members);
  if (!result.success) {
    for (const issue of result.error.issues) {
      const [first, ...rest] = issue.path;
      ctx.issues.push(issueAt(issue, first === undefined ? [] : [spelled.get(first) ?? first, ...rest]));
    }
    return z.NEVER;
  }
  // The kind's schema gives the members of its own operation; with its name it is that member of the union.
  return { operationType: kind.names[0], ...result.data } as Operation;
});

/** The members under the tree's names, and how each was spelled, for the path of a problem. */
function respelled(given: Readonly<Record<string, unknown>>, aliases: Readonly<Record<string, string>>) {
  const members = { ...given };
  const spelled = new Map<PropertyKey, string>();
  for (const [alias, member] of Object.entries(aliases)) {
    if (given[member] !== undefined || given[alias] === undefined) continue;
    members[member] = given[alias];
    spelled.set(member, alias);
  }
  return { members, spelled };
}
