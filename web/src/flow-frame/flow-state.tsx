import { useQuery } from '@tanstack/react-query';
import { query } from '../api/index.ts';
import { FlowStatus } from '../kit/index.ts';

interface FlowStateProps {
  readonly flowId: string;
  readonly isOn: boolean;
}

/** Whether the flow is on, off, or held by a pause. */
export function FlowState({ flowId, isOn }: FlowStateProps) {
  const { data } = useQuery(
    query('GET /millrace/v1/flows/{flowId}/state', { path: { flowId } }, `flow:${flowId}`),
  );
  const isPaused = isOn && data?.state === 'PAUSED';
  return <FlowStatus state={isPaused ? 'paused' : isOn ? 'on' : 'off'} />;
}
