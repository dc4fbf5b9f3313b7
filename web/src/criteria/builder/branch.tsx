import { isObject, listAt, type Path, type RawObject, setIn, textAt } from '@millrace/core/raw';
import { Trash2 } from 'lucide-react';
import { Fragment, useEffect, useRef, useState } from 'react';
import { IconButton, Select } from '../../kit/index.ts';
import { JsonField } from '../../pickers/index.ts';
import { VerdictMark } from '../answers/verdict-mark.tsx';
import styles from '../criteria.module.css';
import { FormFields } from '../forms/form-fields.tsx';
import { branchFormOf, JOINS, wordOf } from '../model/branches.ts';
import { groupNumber, inserted, isGroup, placeText, removed } from '../model/places.ts';
import { keyOf, sameAs } from '../tree/keys.ts';
import { useSurroundings } from '../tree/surroundings.ts';
import { useTree } from '../tree/tree-context.ts';
import { AddMenu } from './add-menu.tsx';
import { goTo, isSaidBy, Line, Opener, Problems } from './line.tsx';
import { NodeMenu } from './node-menu.tsx';
import { NodeSentence } from './node-sentence.tsx';

interface BranchProps {
  readonly branch: RawObject;
  readonly path: Path;
  readonly objectTypeId: string;
}

/** A branch in a box of its own: a group with its lines, an event, other records with lines about them, or what no form knows. */
export function Branch({ branch, path, objectTypeId }: BranchProps) {
  const tree = useTree();
  const { problems, isReadOnly } = useSurroundings();
  const [isJson, setJson] = useState(false);
  const frame = useRef<HTMLFieldSetElement>(null);
  const key = keyOf(branch);
  const type = textAt(branch, 'filterBranchType') || 'AND';
  const form = branchFormOf(type);
  const isOpen = tree.isOpen(key);
  const group = isGroup(branch) || !('filterBranchType' in branch);
  useEffect(() => {
    if (tree.wanted.current !== key) return;
    tree.wanted.current = undefined;
    if (frame.current && group)
      frame.current.querySelector<HTMLElement>(':scope > [data-add] button')?.focus();
    else if (frame.current) goTo(frame.current);
  });
  const place = placeText(path);
  const shown = isOpen && !isJson ? form?.fields : undefined;
  const own = problems.filter(({ path: at }) => isOwn(at, place) && !isSaidBy(shown, at, place));
  const set = (to: RawObject) => tree.edit((root) => setIn(root, path, sameAs(to, branch)), path);
  const what = group ? 'the group' : 'this part';
  return (
    <fieldset
      ref={frame}
      className={styles['group']}
      data-key={key}
      aria-label={group ? 'Group' : (form?.name ?? type)}
    >
      <div className={styles['groupHead']}>
        {group && path.length > 0 && <span className={styles['number']}>{groupNumber(path)}</span>}
        {group ? (
          <Select
            label="How the lines are joined"
            labelling="inline"
            choices={JOINS}
            value={type}
            isDisabled={isReadOnly}
            onChange={(to) =>
              set({ ...branch, filterBranchType: to, filterBranchOperator: to === 'OR' ? 'OR' : 'AND' })
            }
          />
        ) : (
          <Opener
            label={<NodeSentence node={branch} objectTypeId={objectTypeId} />}
            isOpen={isOpen}
            onPress={() => tree.toggle(key)}
          />
        )}
        {!isReadOnly && (
          <span className={styles['tools']}>
            <NodeMenu node={branch} path={path} what={what} isJson={isJson} onJson={() => setJson(!isJson)} />
            <IconButton
              icon={Trash2}
              label={`Delete ${what}`}
              onPress={() =>
                path.length === 0
                  ? tree.edit(() => ({}), path)
                  : tree.edit(
                      (root) => removed(root, path),
                      path.slice(0, -2),
                      () => path.slice(0, -2),
                    )
              }
            />
          </span>
        )}
      </div>
      <VerdictMark place={place} objectTypeId={objectTypeId} />
      {isJson || (!group && !form && isOpen) ? (
        <JsonField
          label={group || form ? 'This part, as JSON' : 'No form knows this part: it is kept as it is'}
          value={branch}
          onChange={(to) => isObject(to) && set(to)}
        />
      ) : (
        <>
          {form && isOpen && (
            <div className={styles['branchForm']} data-form>
              <FormFields
                fields={form.fields}
                owner={branch}
                path={place}
                scope={{ objectTypeId }}
                onChange={set}
              />
            </div>
          )}
          {(group || form?.hasLines) && (
            <Lines
              branch={branch}
              path={path}
              objectTypeId={group ? objectTypeId : textAt(branch, 'objectTypeId') || objectTypeId}
              word={wordOf(type)}
            />
          )}
        </>
      )}
      {own.length > 0 && <Problems messages={own.map(({ message }) => message)} />}
    </fieldset>
  );
}

/** Whether a problem is the branch's own: not that of a line in it. */
function isOwn(at: string, place: string): boolean {
  const inside =
    place === ''
      ? at
      : at.startsWith(`${place}.`)
        ? at.slice(place.length + 1)
        : at === place
          ? ''
          : undefined;
  return inside !== undefined && !/^(?:filters|filterBranches)\[/.test(inside);
}

interface LinesProps extends BranchProps {
  readonly word: string;
}

function Lines({ branch, path, objectTypeId, word }: LinesProps) {
  const tree = useTree();
  const { isReadOnly } = useSurroundings();
  const filters = listAt(branch, 'filters');
  const branches = listAt(branch, 'filterBranches');
  return (
    <>
      {filters.map((filter, index) => {
        const at = [...path, 'filters', index];
        const node = isObject(filter) ? filter : {};
        const key = keyOf(node);
        return (
          <Fragment key={key}>
            {index > 0 && <span className={styles['word']}>{word}</span>}
            <Line
              filter={node}
              place={placeText(at)}
              path={at}
              objectTypeId={objectTypeId}
              isOpen={tree.isOpen(key)}
            />
          </Fragment>
        );
      })}
      {branches.map((child, index) => {
        // An empty object is an empty place: it is kept, and there is nothing to show of it.
        if (!isObject(child) || Object.keys(child).length === 0) return null;
        return (
          <Fragment key={keyOf(child)}>
            {(filters.length > 0 || index > 0) && <span className={styles['word']}>{word}</span>}
            <Branch branch={child} path={[...path, 'filterBranches', index]} objectTypeId={objectTypeId} />
          </Fragment>
        );
      })}
      {!isReadOnly && (
        <div data-add>
          <AddMenu
            label={
              filters.length + branches.length === 0 ? 'Add a filter' : `${word === 'or' ? 'Or' : 'And'}…`
            }
            objectTypeId={objectTypeId}
            onAdd={({ list, node }) => {
              const index = (list === 'filters' ? filters : branches).length;
              tree.edit(
                (root) => inserted(root, path, list, node),
                path,
                () => [...path, list, index],
              );
            }}
          />
        </div>
      )}
    </>
  );
}
