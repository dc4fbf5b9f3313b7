/** The load generator, in a process of its own. */
import { closedLoop } from '../gauge/closed-loop.ts';
import { answerParent } from '../place/child.ts';
import { type Part, requestOf, type Targets } from './requests.ts';

/** What the generator is asked to do. */
export interface LoadOrder {
  readonly url: string;
  readonly token: string;
  readonly part: Part;
  readonly targets: Targets;
  readonly connections: number;
  readonly ms: number;
}

let sent = 0;

answerParent((order: LoadOrder) => closedLoop(order, () => requestOf(order.part, order.targets, ++sent)));
