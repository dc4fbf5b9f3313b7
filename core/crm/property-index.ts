/** The values of a property of live records, kept beside them so that records are found by a value. */
export interface PropertyIndex {
  /** One that is made anew has another. */
  readonly id: string;
  readonly objectTypeId: string;
  readonly property: string;
  /** BUILDING: every write of the property keeps it, but it does not know all that was there before. */
  readonly state: 'BUILDING' | 'READY';
}
