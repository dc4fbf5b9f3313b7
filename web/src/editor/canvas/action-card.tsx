import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { CARD } from '../layout/index.ts';
import { actionOf, typeIdOf } from '../raw/index.ts';
import { sentenceOf, typeName } from '../say/index.ts';
import { useEditor, useEditorState } from '../state/index.ts';
import { useWords } from './canvas-context.ts';
import styles from './card.module.css';
import type { ItemNode } from './nodes.ts';
import { selectByClick } from './select-by-click.ts';
import { Sentence } from './sentence.tsx';
import { TailPart } from './tail.tsx';
import { TintedIcon } from './tinted-icon.tsx';

export const ActionCard = memo(function ActionCard({ data }: NodeProps<ItemNode>) {
  const { of, tail, jumpsFrom } = data;
  const editor = useEditor();
  const { names } = useWords();
  const action = useEditorState(({ history }) => actionOf(history.raw, of));
  const look = useCardLook(of);
  if (!action) return null;
  return (
    <div className={styles['item']}>
      {jumpsFrom.length > 0 && (
        <span className={styles['from']}>
          from {jumpsFrom.slice(0, 4).join(', ')}
          {jumpsFrom.length > 4 ? ' …' : ''}
        </span>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys act on the canvas as a whole, and the outline is its accessible form. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: see above. */}
      <div
        className={`nopan ${styles['card']} ${look}`}
        data-action={of}
        onClick={(event) => selectByClick(editor, of, event)}
      >
        <div className={styles['head']}>
          <TintedIcon typeId={typeIdOf(action)} />
          <span className={styles['type']}>{typeName(action, names)}</span>
          <span className={styles['number']}>#{of}</span>
        </div>
        <div className={styles['sentence']}>
          <Sentence parts={sentenceOf(action, editor.raw, names)} />
        </div>
        <Problems of={of} />
      </div>
      {tail && <TailPart of={of} tail={tail} top={CARD.height} />}
    </div>
  );
});

/** The classes that say whether it is selected, in focus, or not what is looked for. */
export function useCardLook(of: string): string {
  const isSelected = useEditorState(({ selection }) => selection.includes(of));
  const isFocused = useEditorState(({ focus }) => focus === of);
  const isDim = useEditorState(
    ({ found }) => found !== undefined && found.query !== '' && !found.ids.includes(of),
  );
  const isOffPath = useEditorState(({ path }) => path !== undefined && of !== '' && !path.includes(of));
  const isOnPath = useEditorState(({ path }) => path?.includes(of) ?? false);
  return [
    isOnPath && styles['onPath'],
    isFocused && styles['focused'],
    isSelected && styles['selected'],
    (isDim || isOffPath) && styles['dim'],
  ]
    .filter(Boolean)
    .join(' ');
}

function Problems({ of }: { readonly of: string }) {
  const worst = useEditorState(({ findingsBy }) => {
    const findings = findingsBy.get(of) ?? [];
    const errors = findings.filter(({ severity }) => severity === 'error').length;
    const warnings = findings.filter(({ severity }) => severity === 'warning').length;
    return errors > 0 ? `error ${errors}` : warnings > 0 ? `warning ${warnings}` : '';
  });
  if (worst === '') return null;
  const [kind, count] = worst.split(' ');
  return (
    <span
      className={`${styles['badge']} ${styles[kind!]}`}
      title={`${count} ${kind}${count === '1' ? '' : 's'}`}
    >
      {count}
    </span>
  );
}
