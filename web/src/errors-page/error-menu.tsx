import { sayReason } from '@millrace/core/sentences';
import { useMutation } from '@tanstack/react-query';
import { BellOff, CircleCheck, CircleDot, Clock, Ellipsis, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { call, type ErrorGroup, queryClient } from '../api/index.ts';
import { IconButton, Menu, type MenuEntry, toast, toastFailure, useAccountNow } from '../kit/index.ts';
import { RetryDialog } from './retry-dialog.tsx';

/** In how long one is reminded. */
const REMINDED_AFTER_MS = 24 * 60 * 60 * 1000;

type Said = 'FIXED' | 'REMIND_LATER' | 'IGNORED';

/** What can be done about a cause: have those who failed tried again, or say how it stands. */
export function ErrorMenu({ group }: { readonly group: ErrorGroup }) {
  const [isRetrying, setRetrying] = useState(false);
  const say = useSay(group);
  const states: MenuEntry[] = [
    { id: 'FIXED', name: 'Mark as fixed', icon: CircleCheck, onDo: () => say('FIXED') },
    { id: 'REMIND_LATER', name: 'Remind me tomorrow', icon: Clock, onDo: () => say('REMIND_LATER') },
    { id: 'IGNORED', name: 'Ignore', icon: BellOff, onDo: () => say('IGNORED') },
    { id: 'OPEN', name: 'Open again', icon: CircleDot, onDo: () => say(undefined) },
  ];
  return (
    <>
      <Menu
        label={sayReason(group.reason)}
        groups={[
          [{ id: 'retry', name: 'Retry for who failed…', icon: RotateCcw, onDo: () => setRetrying(true) }],
          states.filter(({ id }) => id !== group.state),
        ]}
      >
        <IconButton icon={Ellipsis} label={`Actions of ${sayReason(group.reason)}`} />
      </Menu>
      {isRetrying && <RetryDialog group={group} onClose={() => setRetrying(false)} />}
    </>
  );
}

function useSay({ flowId, actionId, reason }: ErrorGroup): (state: Said | undefined) => void {
  const now = useAccountNow();
  const cause = { flowId, actionId, reason };
  const { mutate } = useMutation({
    mutationFn: (state: Said | undefined) => {
      if (state === undefined) return call('DELETE /millrace/v1/errors/state', { query: cause });
      const until =
        state === 'REMIND_LATER' ? { until: new Date(now + REMINDED_AFTER_MS).toISOString() } : {};
      return call('PUT /millrace/v1/errors/state', { body: { ...cause, state, ...until } });
    },
    onSuccess: async () => {
      toast({ tone: 'ok', text: `Noted: ${sayReason(reason)}.` });
      await queryClient.invalidateQueries({ queryKey: ['GET /millrace/v1/errors'] });
    },
    onError: toastFailure,
  });
  return mutate;
}
