import { CircleCheck, CircleDot, CircleX, LogOut } from 'lucide-react';
import { Status } from './status.tsx';

const WORDS = {
  ACTIVE: { tone: 'waiting', icon: CircleDot, word: 'Inside' },
  COMPLETED: { tone: 'ok', icon: CircleCheck, word: 'Completed' },
  UNENROLLED: { tone: 'off', icon: LogOut, word: 'Left' },
  FAILED: { tone: 'failed', icon: CircleX, word: 'Failed' },
} as const;

/** How a record's passage through a flow stands. */
export function PassageStatus({ status }: { readonly status: keyof typeof WORDS }) {
  const { word, ...said } = WORDS[status];
  return <Status {...said}>{word}</Status>;
}
