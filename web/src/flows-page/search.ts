export type FlowsSearch = Record<never, never>;
export const readFlowsSearch = (): FlowsSearch => ({});
