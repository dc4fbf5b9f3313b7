/** A value that must be unique is held by another record of the type. */
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
