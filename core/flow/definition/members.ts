/**
 * Optional members of a flow. The original answers some unset members as null and clients send
 * answers back, so null counts as left out everywhere.
 */
import * as z from 'zod';
import type { Criteria } from '../../criteria/index.ts';

/** Characters of a name, and of an id or a word that stands for something, in a flow. */
export const NAME_CHARACTERS_MAX = 1_000;
export const ID_CHARACTERS_MAX = 100;

/** A name for people, which may be empty. */
export const nameText = z.string().max(NAME_CHARACTERS_MAX);
/** A name in code: an id, a key, a type. */
export const idText = z.string().min(1).max(ID_CHARACTERS_MAX);

/** A member that may be absent or null; it comes out as absent. */
export function optional<Out>(schema: z.ZodType<Out>): z.ZodOptional<z.ZodType<Out | undefined>> {
  return schema
    .nullable()
    .transform((value) => value ?? undefined)
    .optional();
}

/** A member that may be absent or null; it comes out as `fallback`. */
export function withDefault<Out>(schema: z.ZodType<Out>, fallback: Out): z.ZodType<Out> {
  return schema.nullish().transform((value) => value ?? fallback);
}

/** Items of one list of a definition: its actions, its data sources, the branches of an action. */
const LIST_ITEMS_MAX = 25_000;

/** An array that may be absent or null; it comes out empty. */
export function listOf<Out>(schema: z.ZodType<Out>): z.ZodType<Out[]> {
  return withDefault(z.array(schema).max(LIST_ITEMS_MAX), []);
}

/** A flag that may be absent or null; it comes out false. */
export function flag(): z.ZodType<boolean> {
  return withDefault(z.boolean(), false);
}

/** Parsed definitions are shared between enrollments, hence readonly. The tree of filters is so itself. */
export type DeepReadonly<T> = T extends Criteria
  ? T
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;
