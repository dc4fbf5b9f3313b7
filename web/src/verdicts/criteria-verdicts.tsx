import { joined, type Names, valuePart } from '@millrace/core/sentences';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleHelp, CircleX } from 'lucide-react';
import type { BranchExplanation, CriteriaExplanation, FilterExplanation } from '../api/index.ts';
import { Instant } from '../kit/index.ts';
import styles from './verdicts.module.css';

interface CriteriaVerdictsProps {
  readonly criteria: CriteriaExplanation;
  readonly objectTypeId: string;
  readonly names: Names;
}

/** The tree of filters with a verdict at every line. Boxes are groups, so that nobody has to guess what binds what. */
export function CriteriaVerdicts({ criteria, objectTypeId, names }: CriteriaVerdictsProps) {
  return <Branch branch={criteria} bearer={objectTypeId} names={names} />;
}

type Verdict = FilterExplanation['verdict'];

const ICONS = { MET: CircleCheck, NOT_MET: CircleX, UNKNOWN: CircleHelp } as const;
const WORDS = { MET: 'Met', NOT_MET: 'Not met', UNKNOWN: 'Cannot be said' } as const;

export function VerdictIcon({ verdict }: { readonly verdict: Verdict }) {
  const Icon = ICONS[verdict];
  return <Icon role="img" aria-label={WORDS[verdict]} size={15} className={styles[verdict]} />;
}

interface OfRecord {
  readonly bearer: string;
  readonly names: Names;
}

const GROUPS: Readonly<Record<string, string>> = {
  AND: 'All of these',
  OR: 'Any of these',
  NOT_ALL: 'Not all of these',
  NOT_ANY: 'None of these',
  RESTRICTED: 'A part that is hidden',
};

function Branch({ branch, bearer, names }: OfRecord & { readonly branch: BranchExplanation }) {
  const { filterBranchType, filters, filterBranches, verdict } = branch;
  const group = GROUPS[filterBranchType];
  const only = filters.length + filterBranches.length === 1;
  if (group === undefined) return <Happening branch={branch} names={names} />;
  const inner = <Parts filters={filters} filterBranches={filterBranches} bearer={bearer} names={names} />;
  // Around one part "all" and "any" say nothing.
  if (only && (filterBranchType === 'AND' || filterBranchType === 'OR')) return inner;
  return (
    <div className={`${styles['group']} ${styles[`is${verdict}`]}`}>
      <p className={styles['groupHead']}>
        <VerdictIcon verdict={verdict} />
        {group}
      </p>
      {inner}
    </div>
  );
}

interface PartsProps extends OfRecord {
  readonly filters: readonly FilterExplanation[];
  readonly filterBranches: readonly BranchExplanation[];
}

function Parts({ filters, filterBranches, bearer, names }: PartsProps) {
  return (
    <ul className={styles['parts']}>
      {filters.map((filter) => (
        <li key={filter.path}>
          <Line filter={filter} bearer={bearer} names={names} />
        </li>
      ))}
      {filterBranches.map((branch) => (
        <li key={branch.path}>
          <Branch branch={branch} bearer={bearer} names={names} />
        </li>
      ))}
    </ul>
  );
}

function Line({ filter, bearer, names }: OfRecord & { readonly filter: FilterExplanation }) {
  const { verdict, sentence, filterType, property, value, comparedWith, reason, turnsAt } = filter;
  return (
    <div className={styles['line']}>
      <VerdictIcon verdict={verdict} />
      <div className={styles['words']}>
        <p>{sentence ?? property ?? filterType}</p>
        {value !== undefined && property !== undefined && (
          <p className={styles['has']}>
            has <b>{valueText(value, property, bearer, names)}</b>
            {comparedWith && (
              <>
                , and {names.property(bearer, comparedWith.property)?.label ?? comparedWith.property} is{' '}
                <b>{valueText(comparedWith.value, comparedWith.property, bearer, names)}</b>
              </>
            )}
          </p>
        )}
        {reason && <p className={styles['has']}>{reason}</p>}
        {turnsAt && <Turns at={turnsAt} verdict={verdict} />}
      </div>
    </div>
  );
}

function Turns({ at, verdict }: { readonly at: string; readonly verdict: Verdict }) {
  return (
    <p className={styles['has']}>
      {verdict === 'MET' ? 'holds until' : 'will be met from'} <Instant at={at} as="full" />, if nothing
      changes
    </p>
  );
}

function valueText(value: string | null, property: string, bearer: string, names: Names): string {
  return value === null || value === ''
    ? 'no value'
    : joined([valuePart(value, names.property(bearer, property), names)]);
}

/** A branch for events, or for the records behind an association. */
function Happening({ branch, names }: Pick<OfRecord, 'names'> & { readonly branch: BranchExplanation }) {
  const {
    verdict,
    sentence,
    filterBranchType,
    events,
    associated,
    associatedCount = 0,
    reason,
    turnsAt,
  } = branch;
  return (
    <div className={styles['line']}>
      <VerdictIcon verdict={verdict} />
      <div className={styles['words']}>
        <p>{sentence ?? filterBranchType}</p>
        {reason && <p className={styles['has']}>{reason}</p>}
        {events && <Events events={events} />}
        {turnsAt && <Turns at={turnsAt} verdict={verdict} />}
        {associated && associated.length === 0 && <p className={styles['has']}>has no such record</p>}
        {associated && associated.length > 0 && (
          <ul className={styles['parts']}>
            {associated.map((other) => (
              <li key={other.id}>
                <div className={styles['line']}>
                  <VerdictIcon verdict={other.verdict} />
                  <div className={styles['words']}>
                    <Link
                      to="/records/$objectType/$recordId"
                      params={{ objectType: other.objectTypeId, recordId: other.id }}
                    >
                      {names.objectType(other.objectTypeId)?.singular ?? 'record'} {other.id}
                    </Link>
                    <Parts {...other} bearer={other.objectTypeId} names={names} />
                  </div>
                </div>
              </li>
            ))}
            {associatedCount > associated.length && (
              <li className={styles['has']}>and {associatedCount - associated.length} more</li>
            )}
          </ul>
        )}
      </div>
    </div>
  );
}

function Events({ events }: { readonly events: NonNullable<BranchExplanation['events']> }) {
  if (events.length === 0) return <p className={styles['has']}>no such event has happened</p>;
  return (
    <ul className={styles['events']}>
      {events.map(({ occurredAt, verdict }) => (
        <li key={occurredAt}>
          <VerdictIcon verdict={verdict} /> <Instant at={occurredAt} as="full" />
        </li>
      ))}
    </ul>
  );
}
