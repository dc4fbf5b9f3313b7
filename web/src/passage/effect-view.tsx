import { useMutation, useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleDot, CircleX, RotateCcw } from 'lucide-react';
import { call, type Effect, type EffectTry, query, queryClient } from '../api/index.ts';
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
  const tries = useQuery(query('GET /millrace/v1/effects/{effectId}', { path: { effectId: id } }));
  const retry = useMutation({
    mutationFn: () => call('POST /millrace/v1/effects/{effectId}/retry', { path: { effectId: id } }),
    onSuccess: async () => {
      toast({ tone: 'ok', text: 'It is tried again.' });
      await queryClient.invalidateQueries({ queryKey: ['GET /millrace/v1/effects'] });
      await queryClient.invalidateQueries({ queryKey: ['GET /millrace/v1/effects/{effectId}'] });
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
            <ol className={styles['tries']}>
              {found.tries.map((each) => (
                <Try key={each.number} of={each} />
              ))}
            </ol>
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

function Try({ of }: { readonly of: EffectTry }) {
  const { number, startedAt, durationMs, outcome, error, request, response } = of;
  return (
    <li>
      <span className={styles['tryHead']}>
        <b>{number}.</b> {startedAt && <Instant at={startedAt} as="full" />}
        <span
          className={
            outcome === 'DONE' || outcome === 'FOLLOWS' ? styles['SUCCEEDEDText'] : styles['FAILEDText']
          }
        >
          {TRIES[outcome]}
        </span>
        {durationMs !== null && (
          <span className={styles['quiet']}>
            {durationMs < 1000 ? `${durationMs} ms` : lengthText(durationMs)}
          </span>
        )}
      </span>
      {error && <p className={styles['error']}>{error}</p>}
      {request && (
        <p className={styles['quiet']}>
          {request.method} {request.url}
          {response?.status !== null && response?.status !== undefined && ` → ${response.status}`}
        </p>
      )}
      {request?.body?.excerpt && <Excerpt name="Sent" text={request.body.excerpt} />}
      {response?.body?.excerpt && <Excerpt name="Answered" text={response.body.excerpt} />}
    </li>
  );
}

function Excerpt({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <details className={styles['excerpt']}>
      <summary>{name}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard. */}
      <pre tabIndex={0}>{text}</pre>
    </details>
  );
}
