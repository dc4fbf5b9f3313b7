import { type FlowShape, flowOf } from './flow.ts';

/** What is measured. Those that write come last: they leave more flows behind. */
export const REQUESTS = ['get', 'list', 'batch', 'post', 'post_on'] as const;
export type RequestName = (typeof REQUESTS)[number];

/** A request that is made again and again. */
export interface BenchRequest {
  readonly name: RequestName;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: string | null;
}

const FLOWS = '/automation/v4/flows';

/** The requests, in their order, given the flows that there are. */
export function requestsFor(shape: FlowShape, flowIds: readonly string[]): BenchRequest[] {
  const inputs = flowIds.map((flowId) => ({ flowId, type: 'FLOW_ID' }));
  return [
    { name: 'get', method: 'GET', path: `${FLOWS}/${flowIds[0]}`, body: null },
    { name: 'list', method: 'GET', path: `${FLOWS}?limit=${flowIds.length}`, body: null },
    { name: 'batch', method: 'POST', path: `${FLOWS}/batch/read`, body: JSON.stringify({ inputs }) },
    { name: 'post', method: 'POST', path: FLOWS, body: JSON.stringify(flowOf(shape, 'off')) },
    { name: 'post_on', method: 'POST', path: FLOWS, body: JSON.stringify(flowOf(shape, 'on')) },
  ];
}
