import { CONTACT } from './standard/ids.ts';

/** Another record of the type holds a unique value. */
export class UniqueValueTaken extends Error {
  override readonly name = 'UniqueValueTaken';
  readonly objectTypeId: string;
  readonly property: string;
  readonly value: string;
  /** The record that holds the value. */
  readonly holderId: string;

  constructor(objectTypeId: string, property: string, value: string, holderId: string) {
    super(
      `The value ${JSON.stringify(value)} of the unique property "${property}" is held by record ${holderId}.`,
    );
    this.objectTypeId = objectTypeId;
    this.property = property;
    this.value = value;
    this.holderId = holderId;
  }
}

/**
 * A record's names by a unique property: the value, and for a contact's address also its further addresses. Of a change's
 * `before` and `after`, the removed and the added names.
 */
export function namesIn(
  objectTypeId: string,
  property: string,
  properties: Readonly<Record<string, unknown>> | null | undefined,
): string[] {
  const value = properties?.[property];
  const further =
    objectTypeId === CONTACT && property === 'email' ? properties?.['hs_additional_emails'] : null;
  const all = [value, ...(typeof further === 'string' ? further.toLowerCase().split(';') : [])];
  return [...new Set(all.filter((each): each is string => typeof each === 'string' && each !== ''))];
}
