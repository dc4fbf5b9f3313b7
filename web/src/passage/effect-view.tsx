import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleDot, CircleX, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { call, type Effect, type EffectTry, queryClient } from '../api/index.ts';
import {
  Button,
  Instant,
  Loaded,
  lengthText,
  SkeletonRows,
  Status,
  toast,
  toastFailure,
} from '../kit/index.ts';
import styles from './passage.module.css';

const STATES = {
  PENDING: { tone: 'waiting', icon: CircleDot, word: 'To be done' },
  IN_HAND: { tone: 'waiting', icon: CircleDot, word: 'In hand' },
  AWAITED: { tone: 'waiting', icon: CircleDot, word: 'Outcome follows' },
  DONE: { tone: 'ok', icon: CircleCheck, word: 'Done' },
  FAILED: { tone: 'failed', icon: CircleX, word: 'Failed' },
  CANCELLED: { tone: 'off', icon: CircleX, word: 'Cancelled' },
} as const;

/** What was asked of the outside world, and every try. */
export function EffectView({ effect }: { readonly effect: Effect }) {
  const { id, status, kind, target, attempts, nextTryAt, lastError } = effect;
  const { tone, icon, word } = STATES[status];
  const tries = useQuery({
    // Asked anew with every try.
    queryKey: ['effect-tries', id, attempts, status],
    queryFn: ({ signal }) => call('GET /millrace/v1/effects/{effectId}', { path: { effectId: id } }, signal),
    placeholderData: keepPreviousData,
  });
  const retry = useMutation({
    mutationFn: () => call('POST /millrace/v1/effects/{effectId}/retry', { path: { effectId: id } }),
    onSuccess: async () => {
      toast({ tone: 'ok', text: 'It is tried again.' });
      await queryClient.invalidateQueries({ queryKey: ['GET /millrace/v1/effects'] });
    },
    onError: toastFailure,
  });
  return (
    <section className={styles['effect']} aria-label={`${KINDS[kind] ?? kind} to ${target}`}>
      <div className={styles['effectHead']}>
        <b>{KINDS[kind] ?? kind}</b>
        {target !== kind && <span className={styles['quiet']}>to {target}</span>}
        <Status tone={tone} icon={icon}>
          {word}
        </Status>
        <span className={styles['quiet']}>{attempts === 1 ? '1 attempt' : `${attempts} attempts`}</span>
        {(status === 'FAILED' || status === 'PENDING') && (
          <Button kind="quiet" icon={RotateCcw} onPress={() => retry.mutate()} isPending={retry.isPending}>
            Try again now
          </Button>
        )}
      </div>
      {nextTryAt && (
        <p className={styles['quiet']}>
          Next try <Instant at={nextTryAt} as="full" />
        </p>
      )}
      <Loaded query={tries} skeleton={<SkeletonRows rows={1} />}>
        {(found) =>
          found.tries.length === 0 ? (
            lastError && <p className={styles['quiet']}>{lastError}</p>
          ) : (
            <Tries tries={found.tries} />
          )
        }
      </Loaded>
    </section>
  );
}

const KINDS: Readonly<Record<string, string>> = {
  email: 'Email',
  webhook: 'Webhook',
  code: 'Custom code',
  adapter: 'Adapter',
  notification: 'Notification',
};

const TRIES = {
  DONE: 'done',
  FAILED: 'failed',
  RETRY: 'did not go through',
  FOLLOWS: 'taken, the outcome follows',
  LOST: 'lost: its process ended',
} as const;

/** Of many tries those at the beginning and at the end are shown first. */
const FIRST = 2;
const LAST = 3;

function Tries({ tries }: { readonly tries: readonly EffectTry[] }) {
  const [isWhole, setWhole] = useState(tries.length <= FIRST + LAST + 1);
  const left = tries.length - FIRST - LAST;
  const row = (each: EffectTry) => <Try key={each.number} of={each} />;
  return (
    <ol className={styles['tries']}>
      {isWhole ? (
        tries.map(row)
      ) : (
        <>
          {tries.slice(0, FIRST).map(row)}
          <li>
            <Button kind="quiet" onPress={() => setWhole(true)}>
              Show {left} more
            </Button>
          </li>
          {tries.slice(-LAST).map(row)}
        </>
      )}
    </ol>
  );
}

function Try({ of }: { readonly of: EffectTry }) {
  const { number, startedAt, durationMs, outcome, error, request, response } = of;
  const isDone = outcome === 'DONE' || outcome === 'FOLLOWS';
  const line = (
    <>
      <b>{number}.</b> {startedAt && <Instant at={startedAt} as="full" />}:{' '}
      <span className={isDone ? styles['SUCCEEDEDText'] : styles['FAILEDText']}>
        {error ?? TRIES[outcome]}
      </span>
      {durationMs !== null && (
        <span className={styles['quiet']}>
          {' '}
          in {durationMs < 1000 ? `${durationMs} ms` : lengthText(durationMs)}
        </span>
      )}
    </>
  );
  if (!request) return <li className={styles['tryLine']}>{line}</li>;
  return (
    <li>
      <details className={styles['try']}>
        <summary>{line}</summary>
        <div className={styles['sent']}>
          <p className={styles['quiet']}>
            {request.method} {request.url}
          </p>
          {request.body?.excerpt && <Excerpt text={request.body.excerpt} />}
          {response && (
            <p className={styles['quiet']}>
              {response.status === null ? 'Answered nothing' : `Answered ${response.status}`}
            </p>
          )}
          {response?.body?.excerpt && <Excerpt text={response.body.excerpt} />}
        </div>
      </details>
    </li>
  );
}

function Excerpt({ text }: { readonly text: string }) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard.
  return <pre tabIndex={0}>{text}</pre>;
}
