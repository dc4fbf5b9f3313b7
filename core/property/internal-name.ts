/** What a property can be called; HubSpot takes the same names. */
export const INTERNAL_NAME = /^[a-z][a-z0-9_]*$/;
/** Characters of the name of a property. */
export const INTERNAL_NAME_CHARACTERS_MAX = 100;

/** Every JavaScript object answers to it: a client that looks values up by name must not find it. */
export const RESERVED_NAME = 'constructor';

/** Whether a property of this name can be defined. */
export function isInternalName(name: string): boolean {
  return name.length <= INTERNAL_NAME_CHARACTERS_MAX && INTERNAL_NAME.test(name) && name !== RESERVED_NAME;
}
