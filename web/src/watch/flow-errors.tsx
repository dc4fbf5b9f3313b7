import { useQuery } from '@tanstack/react-query';
import { ErrorsTable } from '../errors-page/index.ts';
import { Card, FailureNote } from '../kit/index.ts';
import { errorsQuery } from './queries.ts';

interface FlowErrorsProps {
  readonly flowId: string;
  readonly since: string | undefined;
  readonly onAction: (actionId: string) => void;
}

/** What goes wrong, by cause: nothing at all where nothing does. */
export function FlowErrors({ flowId, since, onAction }: FlowErrorsProps) {
  const { data, error, refetch } = useQuery(errorsQuery(flowId, since));
  if (error) return <FailureNote error={error} onRetry={() => void refetch()} />;
  if (!data || data.results.length === 0) return null;
  return (
    <Card title="What goes wrong" lead="By cause, the most frequent first.">
      <ErrorsTable groups={data.results} isComplete={data.complete} onAction={onAction} />
    </Card>
  );
}
