/** A team that an owner is in; one of them is the first. */
export interface Membership {
  readonly id: string;
  readonly name: string;
  readonly primary: boolean;
}
