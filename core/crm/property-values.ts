/** Values in canonical form by property name; null clears a property. */
export type PropertyValues = Readonly<Record<string, string | null>>;
