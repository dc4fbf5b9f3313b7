import { type RawObject, textAt } from '@millrace/core/raw';
import { capital, sayCriteria } from '@millrace/core/sentences';
import { Sentence } from '../../kit/index.ts';
import { useSurroundings } from '../tree/surroundings.ts';

interface NodeSentenceProps {
  /** A filter, or a branch. */
  readonly node: RawObject;
  readonly objectTypeId: string;
}

/** A line or a branch in words. What is half made says what is to be done. */
export function NodeSentence({ node, objectTypeId }: NodeSentenceProps) {
  const { names } = useSurroundings();
  const isFilter = !('filterBranchType' in node);
  if (isFilter && textAt(node, 'filterType') === 'PROPERTY' && textAt(node, 'property') === '')
    return 'Choose a property';
  const tree = isFilter ? { filterBranchType: 'AND', filters: [node], filterBranches: [] } : node;
  return <Sentence parts={capital(sayCriteria(tree, names, { objectTypeId }))} />;
}
