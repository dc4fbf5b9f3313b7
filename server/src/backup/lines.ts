const TAB = 9;
const NEWLINE = 10;

/** The same chunks of whole lines; each is told of with the number of its lines. */
export async function* countingLines(
  lines: AsyncIterable<Buffer>,
  onLines: (count: number) => void,
): AsyncGenerator<Buffer> {
  for await (const chunk of lines) {
    let count = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) count++;
    onLines(count);
    yield chunk;
  }
}

/** Of these lines, whose first value is an account, those of one account, as lines of another. */
export async function* ofOneAccount(
  lines: AsyncIterable<Buffer>,
  from: string,
  to: string,
): AsyncGenerator<Buffer> {
  const [wanted, written] = [Buffer.from(from), Buffer.from(to)];
  for await (const chunk of lines) {
    const parts: Buffer[] = [];
    for (let begin = 0; begin < chunk.length; ) {
      const end = chunk.indexOf(NEWLINE, begin) + 1;
      const tab = chunk.indexOf(TAB, begin);
      // A table of the account alone has no other value behind it.
      const value = tab < 0 || tab >= end ? end - 1 : tab;
      if (chunk.subarray(begin, value).equals(wanted)) parts.push(written, chunk.subarray(value, end));
      begin = end;
    }
    if (parts.length > 0) yield Buffer.concat(parts);
  }
}
