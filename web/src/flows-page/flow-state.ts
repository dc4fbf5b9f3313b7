import type { FlowState } from '../kit/index.ts';
import type { FlowRow } from './rows.ts';

export function stateOf({ isEnabled, isPaused, deletedAt }: FlowRow): FlowState {
  if (deletedAt !== undefined) return 'deleted';
  if (isPaused) return 'paused';
  return isEnabled ? 'on' : 'off';
}
