/** What is not as it is expected: in a sentence, and of which records the passages tell more. Undefined members are of all of them. */
export interface Unmet {
  readonly message: string;
  readonly about?: readonly string[];
}
