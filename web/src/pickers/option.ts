/** Something to choose: by its id in the flow, by its name for people. */
export interface Option {
  readonly id: string;
  readonly name: string;
  /** What tells two of one name apart. */
  readonly hint?: string;
}
