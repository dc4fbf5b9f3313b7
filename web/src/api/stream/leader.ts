import { BASE } from '../base.ts';
import { joinChannel, lifeOf, type Said } from './channel.ts';
import { Connection } from './connection.ts';

/** With all tabs hidden the stream is kept for so long: who only looks something up is not cut off. */
const HIDDEN_MS = 30_000;

interface Tab {
  readonly topics: readonly string[];
  readonly isVisible: boolean;
}

/** Keeps the browser's one stream, for all its tabs, until the returned function is called. */
export function lead(): () => void {
  const tabs = new Map<string, Tab>();
  const channel = joinChannel(hear);
  const connection = new Connection({
    ask,
    onHint: (event) => channel.say({ say: 'hint', event }),
    onState: (state, heard) => channel.say({ say: 'stands', state, heard }),
  });
  let hiding: ReturnType<typeof setTimeout> | undefined;

  function hear(said: Said): void {
    if (said.say === 'watching') {
      tabs.set(said.tab, said);
      choose();
      channel.say({ say: 'stands', state: connection.state, heard: connection.heard });
      void forgetTheGone();
    } else if (said.say === 'leaving') {
      tabs.delete(said.tab);
      choose();
    }
  }

  function choose(): void {
    const all = [...tabs.values()];
    if (all.some(({ isVisible }) => isVisible)) {
      clearTimeout(hiding);
      hiding = undefined;
      // Those of tabs that are seen first, should there be too many.
      const bySight = all.toSorted((a, b) => Number(b.isVisible) - Number(a.isVisible));
      connection.want([...new Set(bySight.flatMap(({ topics }) => topics))]);
    } else hiding ??= setTimeout(() => connection.want([]), HIDDEN_MS);
  }

  async function forgetTheGone(): Promise<void> {
    const { held = [] } = await navigator.locks.query();
    const alive = new Set(held.map(({ name }) => name));
    const gone = [...tabs.keys()].filter((tab) => !alive.has(lifeOf(tab)));
    for (const tab of gone) tabs.delete(tab);
    if (gone.length > 0) choose();
  }

  addEventListener('online', connection.tryNow);
  channel.say({ say: 'who' });
  return () => {
    removeEventListener('online', connection.tryNow);
    clearTimeout(hiding);
    connection.close();
    channel.close();
  };
}

function ask(topics: readonly string[], signal: AbortSignal): Promise<Response> {
  const url = `${BASE}millrace/v1/stream?topics=${topics.map(encodeURIComponent).join(',')}`;
  return fetch(url, { credentials: 'same-origin', signal });
}
