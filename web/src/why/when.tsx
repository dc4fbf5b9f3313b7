import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Label, Slider, SliderThumb, SliderTrack } from 'react-aria-components';
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
  const chosen = at === undefined ? now : Date.parse(at);
  const [place, setPlace] = useState(chosen);
  useEffect(() => setPlace(chosen), [chosen]);
  const choose = (to: number) => onChange(to >= now ? undefined : new Date(to).toISOString());
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
      <Slider
        value={Math.min(place, now)}
        minValue={first}
        maxValue={Math.max(now, first + 1)}
        step={60_000}
        onChange={setPlace}
        onChangeEnd={choose}
        className={styles['slider'] ?? ''}
      >
        <Label className={styles['sliderLabel'] ?? ''}>What has happened to the record</Label>
        <SliderTrack className={styles['track'] ?? ''}>
          {marks.map(({ id, at: marked }) => (
            <span
              key={id}
              aria-hidden
              className={styles['tick']}
              style={{ insetInlineStart: `${((marked - first) / Math.max(1, now - first)) * 100}%` }}
            />
          ))}
          <SliderThumb className={styles['thumb'] ?? ''} />
        </SliderTrack>
        <div className={styles['ends']}>
          <span>{dateTimeText(first, zone)}</span>
          <span>now</span>
        </div>
      </Slider>
      <Marks marks={marks} objectTypeId={objectTypeId} names={names} at={at} onChoose={choose} />
    </div>
  );
}
