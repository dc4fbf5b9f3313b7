/** The command has failed, and has said why. */
export class Failed extends Error {
  override readonly name = 'Failed';
}
