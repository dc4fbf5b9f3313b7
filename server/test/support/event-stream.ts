import { until } from './until.ts';

/** An event as it came. */
export interface HeardEvent {
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what the server really sent, whatever that is
  readonly data: any;
}

/** Someone who listens to a stream of events, as a browser does. */
export interface Listening {
  readonly status: number;
  readonly headers: Headers;
  readonly heard: HeardEvent[];
  /** Comes once there is one that fits, also among those that were heard before. */
  when(fits: (event: HeardEvent) => boolean): Promise<HeardEvent>;
  /** Comes once the server has ended the stream. */
  readonly ended: Promise<void>;
  leave(): void;
}

export async function listen(
  url: string,
  topics: string,
  headers: Readonly<Record<string, string>>,
): Promise<Listening> {
  const leaving = new AbortController();
  const response = await fetch(`${url}/millrace/v1/stream?topics=${encodeURIComponent(topics)}`, {
    headers,
    signal: leaving.signal,
  });
  const heard: HeardEvent[] = [];
  const ended = read(response, heard);
  const listening: Listening = {
    status: response.status,
    headers: response.headers,
    heard,
    ended,
    async when(fits) {
      await until(() => heard.some(fits));
      return heard.find(fits)!;
    },
    leave: () => leaving.abort(),
  };
  if (response.ok) await listening.when(({ event }) => event === 'open');
  return listening;
}

async function read({ body }: Response, heard: HeardEvent[]): Promise<void> {
  let text = '';
  try {
    for await (const chunk of body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const blocks = text.split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) {
        const [, event] = /^event: (.*)$/m.exec(block) ?? [];
        const [, data = 'null'] = /^data: (.*)$/m.exec(block) ?? [];
        if (event !== undefined) heard.push({ event, data: JSON.parse(data) });
      }
    }
  } catch {
    // Cut off, by either side.
  }
}
