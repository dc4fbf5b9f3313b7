import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { CARD, TRIGGER } from '../layout/index.ts';
import { enrollmentSentence } from '../say/index.ts';
import { useEditor, useEditorState } from '../state/index.ts';
import { useCardLook } from './action-card.tsx';
import { useWords } from './canvas-context.ts';
import styles from './card.module.css';
import type { ItemNode } from './nodes.ts';
import { selectByClick } from './select-by-click.ts';
import { Sentence } from './sentence.tsx';
import { TailPart } from './tail.tsx';
import { TintedIcon } from './tinted-icon.tsx';

/** The card on top: how records come in. */
export const TriggerCard = memo(function TriggerCard({ data }: NodeProps<ItemNode>) {
  const editor = useEditor();
  const { names } = useWords();
  const raw = useEditorState(({ history }) => history.raw);
  const look = useCardLook(TRIGGER);
  return (
    <div className={styles['item']}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys act on the canvas as a whole, and the outline is its accessible form. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: see above. */}
      <div
        className={`nopan ${styles['card']} ${look}`}
        data-action=""
        onClick={(event) => selectByClick(editor, TRIGGER, event)}
      >
        <div className={styles['head']}>
          <TintedIcon typeId={TRIGGER} />
          <span className={styles['type']}>Enrollment</span>
        </div>
        <div className={styles['sentence']}>
          <Sentence parts={enrollmentSentence(raw, names)} />
        </div>
      </div>
      {data.tail && <TailPart of={TRIGGER} tail={data.tail} top={CARD.height} />}
    </div>
  );
});
