/** An event of the stream: its kind, and what it says. */
export interface StreamEvent {
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Reads server-sent events to their end. Comments, which are pings, come as undefined: the stream lives. */
export async function* eventsOf(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<StreamEvent | undefined> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (text + value).split('\n\n');
    text = blocks.pop()!;
    for (const block of blocks) yield eventOf(block);
  }
}

function eventOf(block: string): StreamEvent | undefined {
  const kind = memberOf(block, 'event');
  if (kind === undefined) return undefined;
  return { kind, data: JSON.parse(memberOf(block, 'data') ?? '{}') };
}

function memberOf(block: string, name: string): string | undefined {
  const line = block.split('\n').find((each) => each.startsWith(`${name}: `));
  return line?.slice(name.length + 2);
}
