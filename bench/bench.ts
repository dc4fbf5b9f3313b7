/** Something that is measured. */
export interface Bench {
  readonly name: string;
  /** One line for the list, its options included. */
  readonly summary: string;
  readonly run: (args: readonly string[]) => Promise<void>;
}
