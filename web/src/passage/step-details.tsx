import type { Names } from '@millrace/core/sentences';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Pencil } from 'lucide-react';
import { type Effect, type Passage, query, type Step } from '../api/index.ts';
import { Instant, Loaded, SkeletonRows } from '../kit/index.ts';
import { DecisionView } from './decision-view.tsx';
import { EffectView } from './effect-view.tsx';
import { gapText } from './gap-text.ts';
import styles from './passage.module.css';
import { Told } from './told.tsx';

interface StepDetailsProps {
  readonly passage: Passage;
  readonly step: Step;
  readonly effects: readonly Effect[];
  readonly names: Names;
}

/** All that is known of one step: why it led where it did, what was sent and how often it was tried, what it noted. */
export function StepDetails({ passage, step, effects, names }: StepDetailsProps) {
  const { number, actionId, startedAt, at, detail, reason } = step;
  const waited = Date.parse(at) - Date.parse(startedAt);
  return (
    <div className={styles['details']}>
      {BRANCHES.has(step.actionTypeId) && <Why passage={passage} number={number} names={names} />}
      {step.actionTypeId === DELAY_UNTIL_EVENT && <Why passage={passage} number={number} names={names} />}
      {effects.map((effect) => (
        <EffectView key={effect.id} effect={effect} />
      ))}
      <Told detail={detail} reason={reason} />
      <p className={styles['foot']}>
        {waited >= 1000 && (
          <span>
            Came here <Instant at={startedAt} as="full" />, {gapText(waited)} before
          </span>
        )}
        <Link to="/flows/$flowId" params={{ flowId: passage.flowId }} search={{ action: actionId }}>
          <Pencil aria-hidden size={12} /> Action #{actionId} in the editor
        </Link>
      </p>
    </div>
  );
}

const BRANCHES: ReadonlySet<string> = new Set(['LIST_BRANCH', 'STATIC_BRANCH', 'AB_TEST_BRANCH']);
const DELAY_UNTIL_EVENT = '0-29';

interface WhyProps {
  readonly passage: Passage;
  readonly number: number | 'end';
  readonly names: Names;
}

/** Why it went this way, by the record as it was at that instant. */
export function Why({ passage, number, names }: WhyProps) {
  const path = { enrollmentId: passage.id, number };
  const explanation = useQuery({
    ...query('GET /millrace/v1/enrollments/{enrollmentId}/steps/{number}/explanation', { path }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Loaded query={explanation} skeleton={<SkeletonRows rows={2} />}>
      {(found) => <DecisionView explanation={found} names={names} />}
    </Loaded>
  );
}
