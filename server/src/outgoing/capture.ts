import type { AccountId } from '../accounts/index.ts';
import type { Method, RequestOrigin } from './request.ts';

/** A request that was to leave, and does not. */
export interface CapturedRequest {
  readonly accountId: AccountId;
  readonly origin: RequestOrigin;
  readonly method: Method;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
}

/** What a receiver would have answered. */
export interface ChosenAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How long it would have taken; infinity for never. None of it passes, neither here nor on the account's clock. */
  readonly delayMs: number;
}

/** Keeps a request instead of sending it, and says how it is answered. */
export type Capture = (request: CapturedRequest) => Promise<ChosenAnswer>;
