import { Page } from '../kit/index.ts';

export function ErrorsPage() {
  return <Page title="Errors">{null}</Page>;
}
