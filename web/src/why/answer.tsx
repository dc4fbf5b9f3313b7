import type { Names } from '@millrace/core/sentences';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleDot, CircleX, LogIn } from 'lucide-react';
import { type Explanation, query, useNamesOf, useObjectTypeName } from '../api/index.ts';
import { Card, Instant, recordName, useAccountZone, withTimes } from '../kit/index.ts';
import { CriteriaVerdicts, WouldTake } from '../verdicts/index.ts';
import { EnrollButton } from './enroll-button.tsx';
import { Events } from './events.tsx';
import { headlineOf } from './headline.ts';
import { mentionedIn } from './mentioned-in.ts';
import { Passages } from './passages.tsx';
import { Rules } from './rules.tsx';
import styles from './why.module.css';

interface AnswerProps {
  readonly answer: Explanation;
  readonly isPast: boolean;
}

const LOOKS = {
  INSIDE: { icon: LogIn, tone: 'ok' },
  KEPT_OUT: { icon: CircleX, tone: 'failed' },
  MAY_COME: { icon: CircleDot, tone: 'waiting' },
} as const;

/** The answer first, in a sentence; then by which rules, and the filters one by one. */
export function Answer({ answer, isPast }: AnswerProps) {
  const { standing, criteria, exits, events, enrollments, objectTypeId, objectId, at, problems, revisionId } =
    answer;
  const names = useNamesOf(mentionedIn(answer));
  const name = useNameOf(objectTypeId, objectId);
  const zone = useAccountZone();
  const { icon: Icon, tone } = LOOKS[standing];
  const { headline, more } = headlineOf(answer, name, isPast);
  return (
    <>
      <section className={`${styles['answer']} ${styles[tone]}`} aria-label="The answer" aria-live="polite">
        <Icon aria-hidden size={20} />
        <div className={styles['answerWords']}>
          <p className={styles['headline']}>{withTimes(headline, zone)}</p>
          {more && <p>{withTimes(more, zone)}</p>}
          <p className={styles['quiet']}>
            {isPast ? (
              <>
                As of <Instant at={at} as="full" />, by revision {revisionId} of the flow.{' '}
              </>
            ) : (
              <>Now, by revision {revisionId} of the flow. </>
            )}
            <Link
              to="/records/$objectType/$recordId"
              params={{ objectType: objectTypeId, recordId: objectId }}
            >
              To the record
            </Link>
          </p>
        </div>
        {standing !== 'INSIDE' && <EnrollButton answer={answer} name={name} />}
      </section>
      <div className={styles['rest']}>
        {problems.length > 0 && (
          <ul className={styles['problems']}>
            {problems.map(({ path, code, message }) => (
              <li key={`${path} ${code}`}>{message}</li>
            ))}
          </ul>
        )}
        {criteria && (
          <Card
            title="Its filters"
            lead={criteria.verdict === 'MET' ? 'The record meets them.' : 'The record does not meet them.'}
            fill="padded"
          >
            <div className={styles['stack']}>
              {criteria.toTurn && criteria.verdict !== 'MET' && (
                <WouldTake turning={criteria.toTurn} isPast={isPast} />
              )}
              <CriteriaVerdicts criteria={criteria} objectTypeId={objectTypeId} names={names} />
            </div>
          </Card>
        )}
        <Rules answer={answer} />
        <Events events={events} objectTypeId={objectTypeId} names={names} />
        {exits.map(({ reason, criteria: exit }) => (
          <Exit key={reason} reason={reason} criteria={exit} of={objectTypeId} names={names} />
        ))}
        <Passages passages={enrollments} />
      </div>
    </>
  );
}

const EXITS: Readonly<Record<string, string>> = {
  GOAL_MET: 'The goal: who meets it leaves',
  UNENROLLMENT_CRITERIA_MET: 'Who meets these leaves',
  CRITERIA_NO_LONGER_MET: 'Who no longer meets these leaves',
};

interface ExitProps {
  readonly reason: string;
  readonly criteria: Explanation['exits'][number]['criteria'];
  readonly of: string;
  readonly names: Names;
}

/** What it would take is told with the rule. */
function Exit({ reason, criteria, of, names }: ExitProps) {
  if (!criteria) return null;
  return (
    <Card title={EXITS[reason] ?? 'Who meets these leaves'} fill="padded">
      <CriteriaVerdicts criteria={criteria} objectTypeId={of} names={names} />
    </Card>
  );
}

function useNameOf(objectTypeId: string, objectId: string): string {
  const type = useObjectTypeName(objectTypeId);
  const record = useQuery({
    ...query('GET /crm/v3/objects/{objectType}/{objectId}', {
      path: { objectType: objectTypeId, objectId },
      query: { properties: ['firstname', 'lastname', 'email', ...type.display].join(',') },
    }),
    retry: false,
  });
  return recordName(type, objectId, record.data?.properties ?? {});
}
