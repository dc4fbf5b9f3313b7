/** What a passage was expected to have done and has not. Its message tells the passage. */
export class PassageError extends Error {
  override readonly name = 'PassageError';

  /** `caller` is the method that was called, so that the error points at the line of the test. */
  constructor(message: string, caller: (...args: never[]) => unknown) {
    super(message);
    Error.captureStackTrace(this, caller);
  }
}
