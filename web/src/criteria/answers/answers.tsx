import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { isMissingScope, useObjectTypeName } from '../../api/index.ts';
import { Button, recordName, Spinner } from '../../kit/index.ts';
import { RecordPick } from '../../pickers/index.ts';
import styles from '../criteria.module.css';
import type { CriteriaCount } from './use-preview.ts';
import type { Probe } from './use-verdicts.ts';

interface AnswersProps {
  readonly objectTypeId: string;
  readonly preview: CriteriaCount;
  readonly probe: Probe;
}

/** What the server says of the criteria as they stand: how many records meet them, and whether one does. */
export function Answers({ objectTypeId, preview, probe }: AnswersProps) {
  return (
    <div className={styles['answers']}>
      <Count objectTypeId={objectTypeId} count={preview} />
      <OfRecord objectTypeId={objectTypeId} probe={probe} />
    </div>
  );
}

function Count({ objectTypeId, count }: { readonly objectTypeId: string; readonly count: CriteriaCount }) {
  const type = useObjectTypeName(objectTypeId);
  const [isOpen, setOpen] = useState(false);
  const { preview } = count;
  const sample = count.error || count.isUnfinished || count.isEmpty ? [] : (preview?.sample ?? []);
  return (
    <>
      <div className={styles['count']}>
        <p role="status" aria-live="polite">
          {countText(count, type)}
        </p>
        {count.isAsking && <Spinner />}
        {sample.length > 0 && (
          <Button kind="quiet" onPress={() => setOpen(!isOpen)} aria-expanded={isOpen}>
            {isOpen ? 'Hide them' : sample.length === 1 ? 'Show it' : `Show ${sample.length}`}
          </Button>
        )}
      </div>
      {isOpen && sample.length > 0 && (
        <ul className={styles['sample']}>
          {sample.map(({ objectId, properties }) => (
            <li key={objectId}>
              <Link
                to="/records/$objectType/$recordId"
                params={{ objectType: objectTypeId, recordId: objectId }}
              >
                {recordName(type, objectId, properties)}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function countText(
  { preview, problems, error, isUnfinished, isEmpty }: CriteriaCount,
  { singular, plural }: { readonly singular: string; readonly plural: string },
): string {
  if (isEmpty) return 'Add a line, and they are counted.';
  if (isMissingScope(error)) return `This token may not read ${plural.toLowerCase()}: they are not counted.`;
  if (isUnfinished)
    return problems.length === 1
      ? 'One thing is to be finished first.'
      : `${problems.length} things are to be finished first.`;
  if (error) return `They could not be counted: ${error.message}`;
  if (!preview) return 'Counting…';
  const { matching, isComplete } = preview;
  const number = matching.toLocaleString('en-GB');
  if (!isComplete) return `Over ${number} ${plural.toLowerCase()} match now.`;
  return matching === 1
    ? `1 ${singular.toLowerCase()} matches now.`
    : `${number} ${plural.toLowerCase()} match now.`;
}

function OfRecord({ objectTypeId, probe }: { readonly objectTypeId: string; readonly probe: Probe }) {
  const type = useObjectTypeName(objectTypeId);
  const { record, answer, isUnfinished } = probe;
  return (
    <div className={styles['probe']}>
      <RecordPick
        label={`Try it on a ${type.singular.toLowerCase()}`}
        objectTypeId={objectTypeId}
        value={record?.id ?? ''}
        onChange={(id, name) => probe.choose(id === '' ? undefined : { id, name })}
      />
      {record && (
        <p role="status" aria-live="polite" className={styles['whole']}>
          {isUnfinished ? (
            'It can be tried when the lines are finished.'
          ) : answer ? (
            <>
              <Link
                to="/records/$objectType/$recordId"
                params={{ objectType: objectTypeId, recordId: answer.objectId }}
              >
                {record.name}
              </Link>{' '}
              {verdictText(answer.criteria?.verdict)}
            </>
          ) : (
            'Trying…'
          )}
        </p>
      )}
    </div>
  );
}

function verdictText(verdict: string | undefined): string {
  if (verdict === undefined) return 'is not there.';
  if (verdict === 'MET') return 'meets them.';
  return verdict === 'NOT_MET' ? 'does not meet them.' : 'cannot be told about.';
}
