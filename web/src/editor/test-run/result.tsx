import { joined, sayEnd } from '@millrace/core/sentences';
import { Flag, OctagonX } from 'lucide-react';
import type { Simulation } from '../../api/index.ts';
import { actionOf, type RawFlow } from '../../flow-body/index.ts';
import { FlowLink, Instant } from '../../kit/index.ts';
import { useWords } from '../canvas/index.ts';
import { sentenceOf, textOf } from '../say/index.ts';
import { Refusal } from './refusal.tsx';
import { Sends } from './sends.tsx';
import { Step } from './step.tsx';
import styles from './test-run.module.css';
import { Writes } from './writes.tsx';

interface ResultProps {
  readonly answer: Simulation;
  /** The body that it is about. */
  readonly of: RawFlow;
}

/** What would happen: whether it comes in, step by step what follows, and how it ends. */
export function Result({ answer, of }: ResultProps) {
  const { steps, end, problems, otherFlows } = answer;
  return (
    <section aria-label="What would happen" className={styles['result']}>
      <Refusal answer={answer} of={of} />
      {problems.length > 0 && (
        <ul className={styles['refused']}>
          {problems.map(({ path, message }) => (
            <li key={path}>{message}</li>
          ))}
        </ul>
      )}
      <ol className={styles['steps']}>
        {steps.map((step) => (
          <Step key={step.number} step={step} of={of} />
        ))}
        <li className={styles['last']}>
          {end.status === 'FAILED' || end.kind === 'NOT_ENTERED' ? (
            <OctagonX aria-hidden size={16} className={styles['FAILED']} />
          ) : (
            <Flag aria-hidden size={16} className={styles['SUCCEEDED']} />
          )}
          <span className={styles['words']}>
            <EndText end={end} of={of} />
            <span className={styles['at']}>
              <Instant at={end.at} as="full" />
            </span>
            <Sends effects={end.effects} />
            <Writes writes={end.writes} />
          </span>
        </li>
      </ol>
      {otherFlows.length > 0 && (
        <>
          <h3 className={styles['subtitle']}>Other flows that it comes into</h3>
          <ul className={styles['others']}>
            {otherFlows.map(({ flowId, name, at, steps: taken, end: theirs, notFollowed }) => (
              <li key={`${flowId} ${at}`}>
                <FlowLink flowId={flowId} name={name} />
                <span className={styles['at']}>
                  <Instant at={at} as="full" />
                  {notFollowed === null
                    ? ` · ${followedText(taken.length, theirs)}`
                    : ` · ${NOT_FOLLOWED[notFollowed]}`}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function followedText(steps: number, end: Simulation['end'] | null): string {
  const taken = steps === 1 ? '1 step' : `${steps} steps`;
  return end === null ? taken : `${taken}, ${endedText(end) ?? end.message}`;
}

/** Of a passage that has come to its end. */
function endedText({ status, reason }: Simulation['end']): string | undefined {
  return status === null ? undefined : joined(sayEnd({ status, reason }));
}

const NOT_FOLLOWED = {
  NOT_ASKED: 'not followed',
  TOO_DEEP: 'too many flows in a row to follow',
  TOO_MANY: 'too many flows to follow',
  CLOSED: 'closed to you',
  OVER: 'the test was over by then',
} as const;

/** How a passage ends, or where the test leaves it. */
function EndText({ end, of }: { readonly end: Simulation['end']; readonly of: RawFlow }) {
  const { names } = useWords();
  const action = end.actionId === null ? undefined : actionOf(of, end.actionId);
  const place = action ? `#${end.actionId} ${textOf(sentenceOf(action, of, names))}` : `#${end.actionId}`;
  switch (end.kind) {
    case 'ENDED':
      return `${endedText(end)}.`;
    case 'NOT_ENTERED':
      return 'Nothing happens: it does not come in.';
    case 'WAITS_FOR_EVER':
      return `It waits for ever at ${place}: nothing that is taken for granted ends the wait.`;
    case 'UNTIL':
      return `It waits at ${place}.`;
    case 'STEP_LIMIT':
      return 'The test ends here: the flow may go round and round.';
    case 'TIME_LIMIT':
      return 'The test ends here: it has taken too long.';
  }
}
