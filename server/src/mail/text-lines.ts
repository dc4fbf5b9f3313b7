/** Lines in a row that hold nothing; more say no more. */
const EMPTY_LINES_MAX = 1;

/** Text that is written piece by piece, with white space run together as HTML does. */
export class TextLines {
  readonly #parts: string[] = [];
  /** Line ends that are written when something follows, and whether a space is. */
  #ends = 0;
  #space = false;
  #began = false;

  /** Pieces written so far, for `since`. */
  get length(): number {
    return this.#parts.length;
  }

  /** The text written from there on. */
  since(from: number): string {
    return this.#parts.slice(from).join('');
  }

  write(text: string): void {
    const run = text.replace(/[ \t\r\n\f\u00a0]+/g, ' ');
    const from = run.startsWith(' ') ? 1 : 0;
    const to = run.endsWith(' ') ? run.length - 1 : run.length;
    if (from > 0) this.space();
    if (to <= from) return;
    this.#put(run.slice(from, to));
    if (to < run.length) this.space();
  }

  space(): void {
    this.#space = this.#began && this.#ends === 0;
  }

  /** Puts the text that follows on a line of its own. */
  line(): void {
    this.#end(1);
  }

  /** Sets the text that follows apart by an empty line. */
  paragraph(): void {
    this.#end(1 + EMPTY_LINES_MAX);
  }

  lineBreak(): void {
    this.#ends = Math.min(this.#ends + 1, 1 + EMPTY_LINES_MAX);
    this.#space = false;
  }

  rule(): void {
    this.line();
    this.#put('-'.repeat(40));
    this.line();
  }

  text(): string {
    return this.#parts.join('');
  }

  #end(ends: number): void {
    this.#ends = Math.max(this.#ends, ends);
    this.#space = false;
  }

  #put(text: string): void {
    if (this.#began && this.#ends > 0) this.#parts.push('\n'.repeat(this.#ends));
    else if (this.#space) this.#parts.push(' ');
    this.#parts.push(text);
    this.#ends = 0;
    this.#space = false;
    this.#began = true;
  }
}
