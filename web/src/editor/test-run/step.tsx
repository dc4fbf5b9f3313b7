import { joined, sayOutcome } from '@millrace/core/sentences';
import { CircleAlert, CircleCheck, CircleDashed, Hourglass } from 'lucide-react';
import type { SimulatedStep } from '../../api/index.ts';
import { actionOf, type RawFlow } from '../../flow-body/index.ts';
import { Instant } from '../../kit/index.ts';
import { useWords } from '../canvas/index.ts';
import { sentenceOf, textOf } from '../say/index.ts';
import { useEditor } from '../state/index.ts';
import { DecisionLines } from './decision-lines.tsx';
import { Sends } from './sends.tsx';
import styles from './test-run.module.css';
import { waitText } from './wait-text.ts';
import { Writes } from './writes.tsx';

const ICONS = { SUCCEEDED: CircleCheck, FAILED: CircleAlert, SKIPPED: CircleDashed };
/** Outcomes that say nothing which the action's sentence does not. */
const SAYS_NOTHING = /^Done(: (sent to |went down ).*)?$/;

/** One step: what, when, what came of it, what would be written and sent, and why a branch went where it did. */
export function Step({ step, of }: { readonly step: SimulatedStep; readonly of: RawFlow }) {
  const editor = useEditor();
  const { names } = useWords();
  const { number, actionId, at, startedAt, outcome, waits, decision, writes, effects } = step;
  const Icon = ICONS[outcome];
  const action = actionOf(of, actionId);
  const said = joined(sayOutcome(step, names));
  // A delay says itself how long it is.
  const long = waits.filter(
    ({ waitingFor, since, endedAt, endedBy }) =>
      endedAt !== since && !(waitingFor === 'delay' && endedBy === 'TIME'),
  );
  return (
    <li className={styles['item']}>
      <button
        type="button"
        className={styles['step']}
        onClick={() => editor.reveal(actionId, { isTest: true })}
      >
        <span aria-hidden className={styles['count']}>
          {number}
        </span>
        <span className={styles['words']}>
          <span>
            <span className={styles['quiet']}>#{actionId}</span>{' '}
            {action ? textOf(sentenceOf(action, of, names)) : ''}
          </span>
          <span className={styles['at']}>
            <Instant at={at} as="full" />
          </span>
        </span>
        <Icon aria-label={OUTCOMES[outcome]} size={16} className={styles[outcome]} />
      </button>
      <div className={styles['came']}>
        {!SAYS_NOTHING.test(said) && <p className={styles[outcome]}>{said}</p>}
        {long.map((wait) => (
          <p key={`${wait.waitingFor} ${wait.since}`} className={`${styles['iconLine']} ${styles['has']}`}>
            <Hourglass aria-hidden size={13} /> {waitText(wait, startedAt)}
          </p>
        ))}
        {decision && <DecisionLines decision={decision} action={action} of={of} />}
        <Sends effects={effects} />
        <Writes writes={writes} />
      </div>
    </li>
  );
}

const OUTCOMES = { SUCCEEDED: 'Done', FAILED: 'Failed', SKIPPED: 'Skipped' } as const;
