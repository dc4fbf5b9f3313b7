import { Sentence, Status } from '../kit/index.ts';
import { TRIGGER } from '../layout/index.ts';
import type { Part } from '../say/index.ts';
import styles from './card.module.css';
import { useGraph } from './graph-context.ts';
import { type CardMark, useMark } from './marks.ts';
import { TintedIcon } from './tinted-icon.tsx';

interface FlowCardProps {
  readonly of: string;
  readonly typeId: string;
  readonly type: string;
  readonly sentence: readonly Part[];
  readonly height: number;
}

/** The card of an action, or of the trigger, with its marks. */
export function FlowCard({ of, typeId, type, sentence, height }: FlowCardProps) {
  const { marks, onCard } = useGraph();
  const mark = useMark<CardMark>(marks, () => marks.card(of));
  const { look, isDim, isSelected, isFocused, badge, pills = [] } = mark;
  const classes = [
    'nopan',
    styles['card'],
    onCard && styles['pressed'],
    look && styles[look],
    isFocused && styles['focused'],
    isSelected && styles['selected'],
    isDim && styles['dim'],
  ];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys act on the canvas as a whole, and the outline is its accessible form.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above.
    <div
      className={classes.filter(Boolean).join(' ')}
      style={{ height }}
      data-action={of}
      onClick={onCard && ((event) => onCard(of, event))}
    >
      <div className={styles['head']}>
        <TintedIcon typeId={typeId} />
        <span className={styles['type']}>{type}</span>
        {of !== TRIGGER && <span className={styles['number']}>#{of}</span>}
      </div>
      <div className={styles['sentence']}>
        <Sentence parts={sentence} />
      </div>
      {pills.length > 0 && (
        <div className={styles['foot']}>
          {pills.map(({ text, ...pill }) => (
            <Status key={pill.title} {...pill}>
              {text}
            </Status>
          ))}
        </div>
      )}
      {look && look !== 'onPath' && (
        <span className={styles['sign']} title={SIGNS[look].title}>
          {SIGNS[look].text}
        </span>
      )}
      {badge && (
        <span className={`${styles['badge']} ${styles[badge.tone]}`} title={badge.title}>
          {badge.text}
        </span>
      )}
    </div>
  );
}

/** Of a comparison: a colour alone says nothing to some. */
const SIGNS = {
  added: { text: '+', title: 'Added' },
  changed: { text: '~', title: 'Changed' },
  removed: { text: '−', title: 'Removed' },
};
