import { Page } from '../kit/index.ts';

export function FlowsPage() {
  return <Page title="Flows">{null}</Page>;
}
