import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { type Explanation, query, useNamesOf } from '../api/index.ts';
import {
  Button,
  dateTimeText,
  instantOf,
  localText,
  TextField,
  useAccountNow,
  useAccountZone,
} from '../kit/index.ts';
import { Marks } from './marks.tsx';
import { marksOf } from './marks-of.ts';
import { filtersIn } from './mentioned-in.ts';
import styles from './why.module.css';

interface WhenProps {
  readonly objectTypeId: string;
  readonly objectId: string;
  /** Undefined: now. */
  readonly at: string | undefined;
  readonly criteria: Explanation['criteria'];
  readonly onChange: (at: string | undefined) => void;
}

/** Changes of the record that are looked through for marks, the latest. */
const CHANGES_MAX = 100;
/** Without any change to begin with: so far back. */
const SPAN_MS = 30 * 86_400_000;
/** The slider goes by minutes. */
const STEP_MS = 60_000;

/** As of when: now, a date and a time, or a place in what has happened to the record. */
export function When({ objectTypeId, objectId, at, criteria, onChange }: WhenProps) {
  const zone = useAccountZone();
  const now = useAccountNow();
  const history = useQuery({
    ...query(
      'GET /millrace/v1/records/{objectType}/{objectId}/timeline',
      { path: { objectType: objectTypeId, objectId }, query: { kinds: 'CHANGE', limit: CHANGES_MAX } },
      `record:${objectTypeId}/${objectId}`,
    ),
    retry: false,
  });
  const names = useNamesOf({ objectTypeIds: [objectTypeId] });
  const asked = criteria ? filtersIn(criteria).flatMap(({ property }) => property ?? []) : [];
  const marks = marksOf(history.data?.results ?? [], new Set(asked));
  const first = Math.min(...marks.map((mark) => mark.at), now - SPAN_MS);
  const last = Math.max(now, first + STEP_MS);
  const id = useId();
  const chosen = at === undefined ? now : Date.parse(at);
  const [place, setPlace] = useState(chosen);
  useEffect(() => setPlace(chosen), [chosen]);
  const choose = (to: number) => onChange(to > now - STEP_MS ? undefined : new Date(to).toISOString());
  return (
    <div className={styles['when']}>
      <div className={styles['whenHead']}>
        <TextField
          label="As of"
          type="datetime-local"
          value={localText(place, zone)}
          onChange={(local) => {
            const instant = instantOf(local, zone);
            if (instant !== undefined) choose(instant);
          }}
        />
        <Button onPress={() => onChange(undefined)} isDisabled={at === undefined}>
          Now
        </Button>
      </div>
      <div className={styles['slider']}>
        <label htmlFor={id} className={styles['sliderLabel']}>
          What has happened to the record
        </label>
        <div className={styles['track']}>
          {marks.map((mark) => (
            <span
              key={mark.id}
              aria-hidden
              className={styles['tick']}
              style={{
                insetInlineStart: `calc(8px + (100% - 16px) * ${(mark.at - first) / (last - first)})`,
              }}
            />
          ))}
          <input
            id={id}
            type="range"
            className={styles['range']}
            min={first}
            max={last}
            step={STEP_MS}
            value={Math.min(place, last)}
            aria-valuetext={dateTimeText(place, zone)}
            onChange={({ target }) => setPlace(Number(target.value))}
            onPointerUp={({ currentTarget }) => choose(Number(currentTarget.value))}
            onKeyUp={({ currentTarget }) => choose(Number(currentTarget.value))}
          />
        </div>
        <div className={styles['ends']}>
          <span>{dateTimeText(first, zone)}</span>
          <span>now</span>
        </div>
      </div>
      <Marks marks={marks} objectTypeId={objectTypeId} names={names} at={at} onChoose={choose} />
    </div>
  );
}
