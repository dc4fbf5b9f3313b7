/** How far long work has come: one line beside the output that is written over, at a terminal only. */
export class Progress {
  readonly #isShown = process.stderr.isTTY === true;

  say(line: string): void {
    if (this.#isShown) process.stderr.write(`\r\x1b[K${line}`);
  }

  /** Takes the line away: what comes next stands in its place. */
  end(): void {
    if (this.#isShown) process.stderr.write('\r\x1b[K');
  }
}
