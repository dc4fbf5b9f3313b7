import { CirclePause, CirclePlay, CircleSlash, Play, RotateCcw, Trash2 } from 'lucide-react';
import { call } from '../../api/index.ts';
import type { Deed } from './deed.ts';

/** The list of what can be done with flows, in the order of the menus. */
export const DEEDS: readonly Deed[] = [
  {
    id: 'on',
    name: 'Turn on',
    done: 'turned on',
    icon: CirclePlay,
    kind: 'plain',
    isFor: ({ isEnabled, deletedAt }) => !isEnabled && deletedAt === undefined,
    question: (count) =>
      `From now on ${count} will enroll records and act on them. Who meets the criteria already stays out; a flow's own page offers to enroll them.`,
    run: (flowId) => call('POST /millrace/v1/flows/{flowId}/turn-on', { path: { flowId } }),
  },
  {
    id: 'off',
    name: 'Turn off',
    done: 'turned off',
    icon: CircleSlash,
    kind: 'plain',
    isFor: ({ isEnabled, deletedAt }) => isEnabled && deletedAt === undefined,
    question: (count) =>
      `${count} will enroll nobody. Those inside go on, and skip every action that does something.`,
    run: (flowId) => call('POST /millrace/v1/flows/{flowId}/turn-off', { path: { flowId } }),
  },
  {
    id: 'pause',
    name: 'Pause',
    done: 'paused',
    icon: CirclePause,
    kind: 'plain',
    isFor: ({ isPaused, deletedAt }) => !isPaused && deletedAt === undefined,
    run: (flowId) => call('POST /millrace/v1/flows/{flowId}/pause', { path: { flowId }, body: {} }),
  },
  {
    id: 'resume',
    name: 'Resume',
    done: 'resumed',
    icon: Play,
    kind: 'plain',
    isFor: ({ isPaused, deletedAt }) => isPaused && deletedAt === undefined,
    run: (flowId) => call('POST /millrace/v1/flows/{flowId}/resume', { path: { flowId }, body: {} }),
  },
  {
    id: 'delete',
    name: 'Delete',
    done: 'deleted',
    icon: Trash2,
    kind: 'danger',
    isFor: ({ deletedAt }) => deletedAt === undefined,
    question: (count) =>
      `${count} will enroll nobody, and those inside leave. It can be undone: deleted flows are kept, with their history, under the state “Deleted”.`,
    run: (flowId) => call('DELETE /automation/v4/flows/{flowId}', { path: { flowId } }),
  },
  {
    id: 'undelete',
    name: 'Undelete',
    done: 'undeleted',
    icon: RotateCcw,
    kind: 'plain',
    isFor: ({ deletedAt }) => deletedAt !== undefined,
    run: (flowId) => call('POST /millrace/v1/flows/{flowId}/undelete', { path: { flowId } }),
  },
];
