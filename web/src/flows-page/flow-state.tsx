import { CirclePause, CirclePlay, CircleSlash, Trash2 } from 'lucide-react';
import { Status } from '../kit/index.ts';
import type { FlowRow } from './rows.ts';

export type FlowState = 'on' | 'off' | 'paused' | 'deleted';

export function stateOf({ isEnabled, isPaused, deletedAt }: FlowRow): FlowState {
  if (deletedAt !== undefined) return 'deleted';
  if (isPaused) return 'paused';
  return isEnabled ? 'on' : 'off';
}

/** Whether a flow takes records in and moves them on. */
export function FlowStatus({ flow }: { readonly flow: FlowRow }) {
  switch (stateOf(flow)) {
    case 'on':
      return (
        <Status tone="ok" icon={CirclePlay}>
          On
        </Status>
      );
    case 'paused':
      return (
        <Status tone="waiting" icon={CirclePause} title="Nobody moves on until it is resumed">
          Paused
        </Status>
      );
    case 'off':
      return (
        <Status tone="off" icon={CircleSlash}>
          Off
        </Status>
      );
    case 'deleted':
      return (
        <Status tone="off" icon={Trash2}>
          Deleted
        </Status>
      );
  }
}
