import { capital, type Part, sayCriteria } from '@millrace/core/sentences';
import { Fragment } from 'react';
import { type RawObject, textAt } from '../../raw/index.ts';
import { useSurroundings } from './context.ts';

interface SentenceProps {
  /** A filter, or a branch. */
  readonly node: RawObject;
  readonly objectTypeId: string;
}

/** A line or a branch in words. What is half made says what is to be done. */
export function Sentence({ node, objectTypeId }: SentenceProps) {
  const { names } = useSurroundings();
  const isFilter = !('filterBranchType' in node);
  if (isFilter && textAt(node, 'filterType') === 'PROPERTY' && textAt(node, 'property') === '')
    return 'Choose a property';
  const tree = isFilter ? { filterBranchType: 'AND', filters: [node], filterBranches: [] } : node;
  return <Words parts={capital(sayCriteria(tree, names, { objectTypeId }))} />;
}

export function Words({ parts }: { readonly parts: readonly Part[] }) {
  return parts.map((part, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other name than their place.
    'text' in part ? <Fragment key={at}>{part.text}</Fragment> : <b key={at}>{part.label}</b>,
  );
}
