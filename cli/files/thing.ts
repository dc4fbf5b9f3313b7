/** The kinds of things that flows name by ids, which each server gives anew; in files they are named. Secrets have names already. */
export const KINDS = [
  'email',
  'list',
  'form',
  'flow',
  'owner',
  'user',
  'team',
  'objectType',
  'association',
  'pipeline',
  'stage',
] as const;

export type Kind = (typeof KINDS)[number];

export function isKind(text: string): text is Kind {
  return (KINDS as readonly string[]).includes(text);
}

/** A thing, by its kind and its id on a server. */
export interface Thing {
  readonly kind: Kind;
  readonly id: string;
}
