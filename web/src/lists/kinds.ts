/** How lists come to have whom they have. */
export const KINDS = {
  DYNAMIC: 'By filters, always',
  SNAPSHOT: 'By filters, once',
  MANUAL: 'By hand',
} as const;
