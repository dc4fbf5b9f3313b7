import type { FlowFile } from '../files/folder.ts';
import type { Given, Step } from './form.ts';

/** A test as it is run: with an account of its own. */
export interface FlowTest {
  /** The path of its file, as it was found. */
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly given: Given;
  readonly flows: readonly FlowFile[];
  readonly steps: readonly TestStep[];
}

export interface TestStep extends Step {
  readonly line: number;
  /** What happens, in the order in which it is written. */
  readonly order: readonly string[];
}
