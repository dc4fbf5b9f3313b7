/** What a command says: to people as text, to programs as JSON. Progress and warnings go beside it, so that what is piped on stays whole. */
export class Output {
  readonly isJson: boolean;

  constructor(isJson: boolean) {
    this.isJson = isJson;
  }

  /** The result: the value for programs, the lines for people. */
  result(value: unknown, lines: () => string | readonly string[]): void {
    const text = this.isJson ? JSON.stringify(value, null, 2) : [lines()].flat().join('\n');
    if (text !== '') process.stdout.write(`${text}\n`);
  }

  /** Something by the way: how far it has come, or what is worth a look. */
  note(line: string): void {
    process.stderr.write(`${line}\n`);
  }
}
