import { CirclePause, CirclePlay, CircleSlash, type LucideIcon, Trash2 } from 'lucide-react';
import { Status, type Tone } from './status.tsx';

export type FlowState = 'on' | 'off' | 'paused' | 'deleted';

const WORDS: Readonly<
  Record<FlowState, { tone: Tone; icon: LucideIcon; word: string; readonly title?: string }>
> = {
  on: { tone: 'ok', icon: CirclePlay, word: 'On' },
  paused: {
    tone: 'waiting',
    icon: CirclePause,
    word: 'Paused',
    title: 'Nobody moves on until it is resumed',
  },
  off: { tone: 'off', icon: CircleSlash, word: 'Off' },
  deleted: { tone: 'off', icon: Trash2, word: 'Deleted' },
};

/** Whether a flow takes records in and moves them on. */
export function FlowStatus({ state }: { readonly state: FlowState }) {
  const { word, ...status } = WORDS[state];
  return <Status {...status}>{word}</Status>;
}
