import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { query } from '../api/index.ts';

interface FlowLinkProps {
  readonly flowId: string;
  /** Where it is known already. */
  readonly name?: string | null | undefined;
  readonly actionId?: string | null | undefined;
}

/** A flow by its name, and where an action is meant by that; one that the token may not see, or that is gone, by its id. */
export function FlowLink({ flowId, name, actionId }: FlowLinkProps) {
  const { data } = useQuery({
    ...query('GET /automation/v4/flows/{flowId}', { path: { flowId } }),
    enabled: !name,
    staleTime: FRESH_MS,
    retry: false,
  });
  return (
    <Link to="/flows/$flowId" params={{ flowId }} search={actionId ? { action: actionId } : {}}>
      {name || data?.name || `flow ${flowId}`}
      {actionId && `, action ${actionId}`}
    </Link>
  );
}

const FRESH_MS = 60_000;
