import { Plus } from 'lucide-react';
import { Fragment, useState } from 'react';
import { Button, toast } from '../../kit/index.ts';
import { isObject, listAt, type Path, type Raw, type RawObject, setIn, textAt } from '../raw/index.ts';
import { useEditor, useEditorState } from '../state/index.ts';
import styles from './criteria.module.css';
import { Group, groupOf, NEW_FILTER } from './group.tsx';

interface CriteriaBuilderProps {
  readonly label: string;
  /** The action that holds the criteria; null for the flow itself. */
  readonly actionId: string | null;
  readonly path: Path;
  readonly value: Raw | undefined;
}

/**
 * Builds criteria: groups as boxes, never flattened, joined by "or" on the outside. Every change is one edit of the whole tree, in
 * which what nobody touched stays as it came.
 */
export function CriteriaBuilder({ label, actionId, path, value }: CriteriaBuilderProps) {
  const editor = useEditor();
  const [added, setAdded] = useState<number>();
  const objectTypeId = useEditorState(({ history }) => textAt(history.raw, 'objectTypeId'));
  const set = (to: RawObject | undefined) => {
    const reason = editor.do([
      {
        kind: 'setMember',
        actionId,
        path,
        name: label.toLowerCase(),
        ...(to === undefined ? {} : { value: to }),
        ...(value === undefined ? {} : { was: value }),
      },
    ]);
    if (reason !== undefined) toast({ tone: 'failed', text: reason });
  };
  const root = isObject(value) ? value : undefined;
  const isOr = textAt(root, 'filterBranchType') === 'OR';
  const groups =
    !root || Object.keys(root).length === 0
      ? []
      : isOr && listAt(root, 'filters').length === 0
        ? listAt(root, 'filterBranches')
        : [root];
  const isWrapped = isOr && listAt(root, 'filters').length === 0;
  const setGroups = (to: readonly Raw[]) => {
    if (isWrapped) set({ ...root, filterBranches: to });
    else if (to.length === 0) set({});
    else if (to.length === 1 && root && Object.keys(root).length > 0) set(to[0] as RawObject);
    else set(groupOf('OR', [], to));
  };
  return (
    <section className={styles['builder']} aria-label={label}>
      <h3 className={styles['title']}>{label}</h3>
      {groups.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups have no other name than their place.
        <Fragment key={index}>
          {index > 0 && <span className={styles['or']}>or</span>}
          <Group
            branch={isObject(group) ? group : {}}
            objectTypeId={objectTypeId}
            isNew={index === added}
            onChange={(to) => setGroups(setIn(groups, [index], to))}
            onRemove={() => {
              setAdded(undefined);
              setGroups(groups.filter((_, at) => at !== index));
            }}
          />
        </Fragment>
      ))}
      <div>
        <Button
          kind="quiet"
          icon={Plus}
          onPress={() => {
            setAdded(groups.length);
            setGroups([...groups, groupOf('AND', [NEW_FILTER])]);
          }}
        >
          {groups.length === 0 ? 'Add a filter' : 'Or'}
        </Button>
      </div>
    </section>
  );
}
