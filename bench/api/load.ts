/** The load generator, in a process of its own. */
import { closedLoop } from '../gauge/closed-loop.ts';
import { answerParent } from '../place/child.ts';
import type { BenchRequest } from './requests.ts';

/** What the generator is asked to do. */
export interface LoadOrder {
  readonly url: string;
  readonly token: string;
  readonly request: BenchRequest;
  readonly connections: number;
  readonly ms: number;
}

answerParent((order: LoadOrder) => closedLoop(order, () => order.request));
