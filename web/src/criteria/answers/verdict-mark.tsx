import { Check, CircleHelp, X } from 'lucide-react';
import { dateTimeText, useAccountZone } from '../../kit/index.ts';
import styles from '../criteria.module.css';
import { useSurroundings } from '../tree/surroundings.ts';
import { useTree } from '../tree/tree-context.ts';
import type { LineVerdict, Verdict } from '../tree/verdicts.ts';

const ICONS = { MET: Check, NOT_MET: X, UNKNOWN: CircleHelp } as const;
const WORDS: Readonly<Record<Verdict, string>> = {
  MET: 'Met',
  NOT_MET: 'Not met',
  UNKNOWN: 'Cannot be told',
};

interface VerdictMarkProps {
  readonly place: string;
  /** The type of the records that the line is about. */
  readonly objectTypeId: string;
}

/** What the line at a place says of the record that is tried: met or not, by a mark and by words. */
export function VerdictMark({ place, objectTypeId }: VerdictMarkProps) {
  const { verdicts } = useTree();
  const zone = useAccountZone();
  const { names } = useSurroundings();
  const found = verdicts?.get(place);
  if (!found) return null;
  const Icon = ICONS[found.verdict];
  const why = whyText(found, zone, (property, value) => {
    const words = names.property(objectTypeId, property);
    return words?.options?.find((option) => option.value === value)?.label ?? value;
  });
  return (
    <p className={`${styles['verdict']} ${styles[found.verdict]}`}>
      <Icon aria-hidden size={14} />
      <span>
        {WORDS[found.verdict]}
        {why && `: ${why}`}
      </span>
    </p>
  );
}

function whyText(
  { holds, beside, others, happened, reason }: LineVerdict,
  zone: string,
  say: (property: string, value: string) => string,
): string {
  if (reason !== undefined) return reason;
  if (others) {
    if (others.of === 0) return 'there is no such record';
    return `${others.met} of ${others.of} ${others.of === 1 ? 'record meets' : 'records meet'} it`;
  }
  if (happened) {
    const [last] = happened;
    return last === undefined ? 'it has not happened so' : `last on ${dateTimeText(last, zone)}`;
  }
  if (!holds) return '';
  const has = valueText(holds.property, holds.value, zone, say);
  return beside ? `${has}, beside ${valueText(beside.property, beside.value, zone, say)}` : has;
}

function valueText(
  property: string,
  value: string | null,
  zone: string,
  say: (property: string, value: string) => string,
): string {
  if (value === null) return 'no value';
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return dateTimeText(value, zone);
  return value
    .split(';')
    .map((each) => say(property, each))
    .join(', ');
}
