import { CircleAlert, CircleCheck, CircleSlash } from 'lucide-react';
import { Status } from './status.tsx';

const WORDS = {
  SUCCEEDED: { tone: 'ok', icon: CircleCheck, word: 'Done' },
  FAILED: { tone: 'failed', icon: CircleAlert, word: 'Failed' },
  SKIPPED: { tone: 'off', icon: CircleSlash, word: 'Skipped' },
} as const;

/** What became of a step. */
export function StepStatus({ outcome }: { readonly outcome: keyof typeof WORDS }) {
  const { word, ...said } = WORDS[outcome];
  return <Status {...said}>{word}</Status>;
}
