import type { SideOptions } from '../sides/messages.ts';

/** What a side is told at its start. */
export interface WebhookOptions extends SideOptions {
  /** Where all requests of the measurement go. */
  readonly url: string;
  readonly count: number;
  /** Requests under way at once. */
  readonly connections: number;
}

/** What the engine is told that works beside them. */
export interface EngineOptions extends WebhookOptions {
  /** The flow at work, whose passages are counted: `count`. */
  readonly flowId: string;
}

/** What the receiver is asked: to listen, or how many requests it has answered. */
export type ReceiverQuestion = 'listen' | 'answered';

export interface Listening {
  /** Answers after 50 ms. */
  readonly url: string;
  /** Another host by its name, that takes requests and never answers. */
  readonly silentUrl: string;
}
