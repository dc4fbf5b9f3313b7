import { BASE } from '../base.ts';
import type { Heard, StreamState } from './connection.ts';
import type { StreamEvent } from './events.ts';

/** Of this server, under this path: others on the same host have their own. */
export const NAME = `millrace stream ${BASE}`;

/** What the tabs of a browser tell each other. */
export type Said =
  /** A tab: what it shows. It is answered with `stands`. */
  | {
      readonly say: 'watching';
      readonly tab: string;
      readonly topics: readonly string[];
      readonly isVisible: boolean;
    }
  | { readonly say: 'leaving'; readonly tab: string }
  /** The leader: it has just begun, and asks what is shown. */
  | { readonly say: 'who' }
  | { readonly say: 'stands'; readonly state: StreamState; readonly heard: Heard }
  | { readonly say: 'hint'; readonly event: StreamEvent };

export interface Channel {
  say(said: Said): void;
  close(): void;
}

/** Tabs of one browser. A channel does not hear itself: the leader has one, and the tab that it is in another. */
export function joinChannel(hear: (said: Said) => void): Channel {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }: MessageEvent<Said>) => hear(data);
  return { say: (said) => channel.postMessage(said), close: () => channel.close() };
}

/** Held by each tab for as long as it lives, so that a leader knows which have gone without a word. */
export const lifeOf = (tab: string) => `${NAME} tab ${tab}`;
