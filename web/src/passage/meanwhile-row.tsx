import type { Names } from '@millrace/core/sentences';
import { PencilLine } from 'lucide-react';
import type { Passage, TimelineEntry } from '../api/index.ts';
import { FlowLink } from '../kit/index.ts';
import styles from './passage.module.css';
import { At } from './timeline-at.tsx';
import { WrittenLines } from './written-lines.tsx';

type Change = Extract<TimelineEntry, { readonly kind: 'CHANGE' }>;

interface MeanwhileRowProps {
  readonly change: Change;
  readonly passage: Passage;
  readonly names: Names;
}

const WORDS: Readonly<Record<Change['change'], string>> = {
  CREATED: 'it was created',
  UPDATED: 'it was changed',
  ARCHIVED: 'it was archived',
  RESTORED: 'it was restored',
  MERGED: 'it was merged',
  ASSOCIATED: 'it was linked with another record',
  DISASSOCIATED: 'a link of it was removed',
  LIST_JOINED: 'it joined',
  LIST_LEFT: 'it left',
};

/** What somebody else did to the record while it was inside. */
export function MeanwhileRow({ change, passage, names }: MeanwhileRowProps) {
  const { listId, source, properties, at } = change;
  const list = listId === null ? '' : ` the list ${names.thing('list', listId) ?? listId}`;
  return (
    <li className={`${styles['entry']} ${styles['meanwhile']}`}>
      <span className={styles['dot']}>
        <PencilLine aria-hidden size={12} />
      </span>
      <div className={styles['words']}>
        <p className={styles['quiet']}>
          Meanwhile {WORDS[change.change]}
          {list} <By source={source} />
        </p>
        <WrittenLines written={properties} objectTypeId={passage.objectTypeId} names={names} />
      </div>
      <At at={at} />
    </li>
  );
}

function By({ source: { type, id, name } }: { readonly source: Change['source'] }) {
  switch (type) {
    case 'FLOW':
      return id === null ? (
        <>by a flow</>
      ) : (
        <>
          by <FlowLink flowId={id} name={name} />
        </>
      );
    case 'FORM':
      return <>by a form</>;
    case 'API':
      return <>over the API</>;
    case 'IMPORT':
      return <>by an import</>;
    case 'MERGE':
      return <>by a merge</>;
    case 'SYSTEM':
      return null;
  }
}
