import { joined, type Names, sayEnd } from '@millrace/core/sentences';
import { CircleCheck, CircleX, LogOut } from 'lucide-react';
import { useState } from 'react';
import type { Passage } from '../api/index.ts';
import { Button } from '../kit/index.ts';
import styles from './passage.module.css';
import { Why } from './step-details.tsx';
import { At } from './timeline-at.tsx';

interface EndRowProps {
  readonly passage: Passage;
  readonly names: Names;
  readonly at: string;
  readonly reason: string | null;
}

const ICONS = { COMPLETED: CircleCheck, UNENROLLED: LogOut, FAILED: CircleX, ACTIVE: CircleCheck } as const;
const LOOKS = {
  COMPLETED: 'SUCCEEDED',
  UNENROLLED: 'SKIPPED',
  FAILED: 'FAILED',
  ACTIVE: 'SUCCEEDED',
} as const;

/** Ends that criteria decided: they can be asked again. */
const DECIDED: ReadonlySet<string> = new Set([
  'GOAL_MET',
  'UNENROLLMENT_CRITERIA_MET',
  'CRITERIA_NO_LONGER_MET',
]);

/** How it ended, and where filters decided it, by which values. */
export function EndRow({ passage, names, at, reason }: EndRowProps) {
  const [isOpen, setOpen] = useState(false);
  const Icon = ICONS[passage.status];
  return (
    <li className={styles['entry']}>
      <span className={`${styles['dot']} ${styles[LOOKS[passage.status]]}`}>
        <Icon aria-hidden size={13} />
      </span>
      <div className={styles['words']}>
        <p className={styles['nowSays']}>{joined(sayEnd({ status: passage.status, reason }))}</p>
        {reason !== null && DECIDED.has(reason) && !isOpen && (
          <div>
            <Button kind="quiet" onPress={() => setOpen(true)}>
              Why?
            </Button>
          </div>
        )}
        {isOpen && <Why passage={passage} number="end" names={names} />}
      </div>
      <At at={at} />
    </li>
  );
}
