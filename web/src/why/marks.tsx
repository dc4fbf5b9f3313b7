import { joined, type Names, valuePart } from '@millrace/core/sentences';
import { Button as AriaButton } from 'react-aria-components';
import { Instant } from '../kit/index.ts';
import type { Mark } from './marks-of.ts';
import styles from './why.module.css';

interface MarksProps {
  readonly marks: readonly Mark[];
  readonly objectTypeId: string;
  readonly names: Names;
  readonly at: string | undefined;
  readonly onChoose: (at: number) => void;
}

const SHOWN = 6;
/** Values of one change that are told; of a record that was just made there are many. */
const VALUES_SHOWN = 2;

/** What changed when: a press looks at the record as it was from then on. */
export function Marks({ marks, objectTypeId, names, at, onChoose }: MarksProps) {
  if (marks.length === 0) return null;
  const said = (name: string, value: string | null) =>
    value ? joined([valuePart(value, names.property(objectTypeId, name), names)]) : 'nothing';
  return (
    <ul className={styles['marks']} aria-label="Changes of the record">
      {marks.slice(0, SHOWN).map((mark) => (
        <li key={mark.id}>
          <AriaButton
            className={`${styles['mark']} ${at !== undefined && Date.parse(at) === mark.at ? styles['chosen'] : ''}`}
            onPress={() => onChoose(mark.at)}
          >
            <span className={styles['quiet']}>
              <Instant at={new Date(mark.at).toISOString()} as="full" />
            </span>
            {mark.properties.slice(0, VALUES_SHOWN).map(({ name, before, after }) => (
              <span key={name}>
                {names.property(objectTypeId, name)?.label ?? name}:{' '}
                {before !== null && `${said(name, before)} → `}
                <b>{said(name, after)}</b>
              </span>
            ))}
            {mark.properties.length > VALUES_SHOWN && (
              <span className={styles['quiet']}>and {mark.properties.length - VALUES_SHOWN} more</span>
            )}
          </AriaButton>
        </li>
      ))}
    </ul>
  );
}
