import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { call, type Job, type Operations, queryClient } from '../api/index.ts';
import { Button, Dialog, Loaded, SkeletonBar, toast } from '../kit/index.ts';
import styles from './steer-dialog.module.css';
import { isOver, useJob } from './use-job.ts';

/** What a job and its preview call those with whom it is done. */
const OUTCOMES = {
  UNENROLL: 'UNENROLLED',
  PAUSE: 'PAUSED',
  RESUME: 'RESUMED',
  SKIP_WAIT: 'WAIT_SKIPPED',
  JUMP: 'JUMPED',
  RETRY: 'RETRIED',
} as const;

/** What is done, and with whom. */
export type Steering = Operations['POST /millrace/v1/flows/{flowId}/steer']['body'];

export interface SteerDialogProps {
  readonly flowId: string;
  readonly steering: Steering;
  readonly title: string;
  readonly verb: string;
  readonly kind?: 'primary' | 'danger';
  /** What will be so afterwards; `count` is "one passage", "12 passages", "at least 100,000 passages". */
  readonly children: (count: string, isOne: boolean) => ReactNode;
  /** After "12 passages": "are tried again". */
  readonly done: string;
  readonly onClose: () => void;
}

/** Says first for how many it is, asks, and then shows how far it has come. It can be stopped; what was done by then stays. */
export function SteerDialog(props: SteerDialogProps) {
  const { flowId, title, verb, kind = 'primary', children, done, onClose } = props;
  // What is asked is what is done, though the page below it goes on as passages do.
  const [steering] = useState(props.steering);
  const preview = useQuery({
    queryKey: ['steer preview', flowId, steering],
    queryFn: ({ signal }) =>
      call('POST /millrace/v1/flows/{flowId}/steer/preview', { path: { flowId }, body: steering }, signal),
    staleTime: 0,
    gcTime: 0,
  });
  const begin = useMutation({
    mutationFn: () => call('POST /millrace/v1/flows/{flowId}/steer', { path: { flowId }, body: steering }),
  });
  const job = useJob(begin.data?.id);
  const stop = useMutation({
    mutationFn: (jobId: string) => call('POST /millrace/v1/jobs/{jobId}/cancel', { path: { jobId } }),
  });
  const isThrough = job !== undefined && isOver(job);
  useEffect(() => {
    if (!isThrough) return;
    tell(job, OUTCOMES[steering.do.type], done);
    onClose();
    void queryClient.invalidateQueries();
  }, [isThrough, job, steering, done, onClose]);
  const isRunning = begin.data !== undefined;
  const outcome = OUTCOMES[steering.do.type];
  const matching = preview.data?.outcomes[outcome] ?? 0;
  return (
    <Dialog
      title={title}
      isOpen
      failure={begin.error ?? stop.error}
      onClose={onClose}
      actions={
        isRunning ? (
          <Button onPress={() => stop.mutate(begin.data.id)} isPending={stop.isPending}>
            Stop
          </Button>
        ) : (
          <>
            <Button onPress={onClose}>Cancel</Button>
            <Button
              kind={kind}
              onPress={() => begin.mutate()}
              isPending={begin.isPending}
              reason={preview.data && matching === 0 ? 'There is nobody any more.' : undefined}
            >
              {verb}
            </Button>
          </>
        )
      }
    >
      {isRunning ? (
        <Progress job={job ?? begin.data} />
      ) : (
        <Loaded query={preview} skeleton={<SkeletonBar width="60%" />}>
          {({ complete }) => (
            <p>{children(`${complete ? '' : 'at least '}${passages(matching)}`, matching === 1)}</p>
          )}
        </Loaded>
      )}
    </Dialog>
  );
}

function Progress({ job: { progress } }: { readonly job: Job }) {
  const { done, total } = progress;
  return (
    <div className={styles['progress']} role="status">
      <progress aria-label="How far it has come" {...(total === null ? {} : { value: done, max: total })} />
      <span>
        {done.toLocaleString('en-GB')}
        {total !== null && ` of ${total.toLocaleString('en-GB')}`} looked at
      </span>
    </div>
  );
}

/** What became of it; outcomes other than the one that was meant are counted, too. */
function tell({ state, outcomes, error }: Job, outcome: string, done: string): void {
  if (state === 'FAILED') {
    toast({ tone: 'failed', text: error ?? 'It has failed.' });
    return;
  }
  const count = outcomes[outcome] ?? 0;
  const others = Object.entries(outcomes).reduce((sum, [, each]) => sum + each, 0) - count;
  const rest = others > 0 ? ` For ${others.toLocaleString('en-GB')} there was nothing to do.` : '';
  const stopped = state === 'CANCELLED' ? 'Stopped: ' : '';
  const said = `${stopped}${passages(count)} ${done}.${rest}`;
  toast({ tone: 'ok', text: said[0]!.toUpperCase() + said.slice(1) });
}

function passages(count: number): string {
  return count === 1 ? 'one passage' : `${count.toLocaleString('en-GB')} passages`;
}
