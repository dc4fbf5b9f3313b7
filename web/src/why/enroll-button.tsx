import { useMutation } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { type Answer as AnswerTo, call, type Explanation, queryClient, useScope } from '../api/index.ts';
import { Button, Confirm, toast } from '../kit/index.ts';

interface EnrollButtonProps {
  readonly answer: Explanation;
  readonly name: string;
}

type Outcome = AnswerTo<'POST /millrace/v1/flows/{flowId}/enrollments'>['results'][number]['outcome'];

const OUTCOMES: Readonly<Record<Exclude<Outcome, 'ENROLLED'>, string>> = {
  ALREADY_ACTIVE: 'is inside already.',
  ENROLLED_BEFORE: 'was inside before, and does not come in again.',
  SUPPRESSED: 'is in a suppression list, and stays out.',
  GOAL_MET: 'has reached the goal, and stays out.',
  UNENROLLMENT_CRITERIA_MET: 'meets the criteria for leaving, and stays out.',
  RECORD_NOT_FOUND: 'is not there any more.',
};

/** Lets the record in by hand, whatever its filters say; suppression and goal keep it out all the same. */
export function EnrollButton({ answer, name }: EnrollButtonProps) {
  const { flowId, objectId, rules } = answer;
  const [isOpen, setOpen] = useState(false);
  const mayWrite = useScope('automation');
  const isOff = rules.some(({ rule, verdict }) => rule === 'FLOW_ON' && verdict === 'FAILED');
  const isGone = rules.some(({ rule, verdict }) => rule === 'RECORD_EXISTS' && verdict === 'FAILED');
  const reason = !mayWrite
    ? 'Your token has no scope for it'
    : isOff
      ? 'The flow is off'
      : isGone
        ? 'There is no such record'
        : undefined;
  const enroll = useMutation({
    mutationFn: () =>
      call('POST /millrace/v1/flows/{flowId}/enrollments', {
        path: { flowId },
        body: { objectIds: [objectId], reEnroll: true },
      }),
    onSuccess: async ({ results }) => {
      setOpen(false);
      const outcome = results[0]?.outcome ?? 'RECORD_NOT_FOUND';
      if (outcome === 'ENROLLED') toast({ tone: 'ok', text: `${name} is enrolled.` });
      else toast({ tone: 'failed', text: `${name} ${OUTCOMES[outcome]}` });
      await queryClient.invalidateQueries({ queryKey: ['GET /millrace/v1/flows/{flowId}/explain'] });
    },
  });
  return (
    <>
      <Button icon={UserPlus} onPress={() => setOpen(true)} reason={reason}>
        Enroll by hand
      </Button>
      <Confirm
        title={`Enroll ${name}?`}
        verb="Enroll"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onConfirm={() => enroll.mutate()}
        isPending={enroll.isPending}
        error={enroll.error}
      >
        It comes in now, whether it meets the filters or not, also if it was inside before. A suppression list
        or the goal keeps it out all the same.
      </Confirm>
    </>
  );
}
