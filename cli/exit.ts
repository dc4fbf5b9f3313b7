/** How a command ends. Scripts may rely on these numbers; docs/command-line.md lists them. */
export const EXIT = {
  /** It is done. */
  DONE: 0,
  /** It could not be done, and the message says why. */
  FAILED: 1,
  /** It was called wrongly: an unknown command, option or value. */
  USAGE: 2,
  /** The server cannot be reached, or does not let the token in. */
  NO_ENTRY: 3,
} as const;
