/** The product's side: its API on a database of its own, with the flows that are read. No lanes run beside it. */
import type { DatabaseAddress } from '../../server/src/platform/index.ts';
import { answerParent } from '../place/child.ts';
import { type Millrace, openMillrace } from '../place/millrace.ts';
import { type FlowShape, flowOf } from './flow.ts';

export interface ProductOrder extends FlowShape {
  readonly address: DatabaseAddress;
  readonly flows: number;
}

export interface ProductStarted {
  readonly url: string;
  readonly token: string;
  readonly flowIds: readonly string[];
}

let millrace: Millrace | undefined;

answerParent(
  async ({ address, flows, actions }: ProductOrder): Promise<ProductStarted> => {
    millrace = await openMillrace(address);
    const flowIds: string[] = [];
    for (let made = 0; made < flows; made++)
      flowIds.push((await millrace.call('POST', '/automation/v4/flows', flowOf({ actions }, 'off'))).id);
    return { ...(await millrace.listen()), flowIds };
  },
  async () => millrace?.close(),
);
