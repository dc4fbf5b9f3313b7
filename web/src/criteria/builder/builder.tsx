import { getIn, isObject, listAt, type Path, type Raw, type RawObject, textAt } from '@millrace/core/raw';
import { type Names, sayCriteria } from '@millrace/core/sentences';
import { Braces, ListTree } from 'lucide-react';
import { Fragment, useEffect, useMemo, useRef, useState } from 'react';
import { IconButton, Sentence } from '../../kit/index.ts';
import { JsonField } from '../../pickers/index.ts';
import { Answers } from '../answers/answers.tsx';
import { useAsked } from '../answers/use-asked.ts';
import { usePreview } from '../answers/use-preview.ts';
import { useVerdicts } from '../answers/use-verdicts.ts';
import styles from '../criteria.module.css';
import { branchOf } from '../model/branches.ts';
import { inserted, isGroup as isGroupOf } from '../model/places.ts';
import { keptAlong, keyOf } from '../tree/keys.ts';
import { type Problem, SurroundingsContext, useSurroundings } from '../tree/surroundings.ts';
import { type Tree, TreeContext, useTree } from '../tree/tree-context.ts';
import { AddMenu } from './add-menu.tsx';
import { Branch } from './branch.tsx';
import { Problems } from './line.tsx';

export interface CriteriaBuilderProps {
  readonly label: string;
  readonly objectTypeId: string;
  readonly value: Raw | undefined;
  /** The whole tree as it is then; one call is one edit. */
  readonly onChange: (value: RawObject) => void;
  readonly names: Names;
  /** What else is known to be wrong, at places below the root. */
  readonly problems?: readonly Problem[];
  readonly isReadOnly?: boolean;
  /** How many records meet them now is asked of the server. */
  readonly isCounted?: boolean;
}

const NO_PROBLEMS: readonly Problem[] = [];

/**
 * Builds criteria: groups as boxes, never flattened, joined by "or" on the outside. Every change is one edit of the whole tree, in which
 * what nobody touched stays as it came, digit for digit.
 */
export function CriteriaBuilder(props: CriteriaBuilderProps) {
  const {
    label,
    objectTypeId,
    value,
    onChange,
    names,
    problems = NO_PROBLEMS,
    isReadOnly = false,
    isCounted = true,
  } = props;
  const root = useMemo<RawObject>(() => (isObject(value) ? value : {}), [value]);
  const [isJson, setJson] = useState(false);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const section = useRef<HTMLElement>(null);
  const asked = useAsked(root);
  const preview = usePreview(objectTypeId, root, asked, isCounted, section);
  const probe = useVerdicts(objectTypeId, asked, isCounted);
  const wanted = useRef<string>(undefined);
  const latest = useRef({ root, onChange });
  useEffect(() => {
    latest.current = { root, onChange };
  });
  const tree = useMemo<Tree>(
    () => ({
      root: () => latest.current.root,
      edit(change, at, focus) {
        const before = latest.current.root;
        const after = change(before);
        if (after === before) return;
        keptAlong(before, after, at);
        const to = focus && getIn(after, focus(after));
        if (isObject(to)) {
          const key = keyOf(to);
          wanted.current = key;
          // One line is written at a time: what stood open would push it off the screen.
          if (!isGroupOf(to)) setOpen(new Set([key]));
        }
        latest.current.onChange(after);
      },
      isOpen: (key) => open.has(key),
      toggle: (key) =>
        setOpen((old) =>
          old.has(key) ? new Set([...old].filter((each) => each !== key)) : new Set([...old, key]),
        ),
      wanted,
      verdicts: probe.verdicts,
    }),
    [open, probe.verdicts],
  );
  const surroundings = useMemo(
    () => ({ names, problems: together(preview.problems, problems), isReadOnly }),
    [names, problems, preview.problems, isReadOnly],
  );
  const whole = surroundings.problems.filter(({ path }) => path === '');
  const isThere = Object.keys(root).length > 0;
  return (
    <SurroundingsContext value={surroundings}>
      <TreeContext value={tree}>
        <section ref={section} className={styles['builder']} aria-label={label}>
          <header className={styles['head']}>
            <h3 className={styles['title']}>{label}</h3>
            {(isThere || isJson) && (
              <IconButton
                icon={isJson ? ListTree : Braces}
                label={isJson ? `${label}: show the form` : `${label}: show the JSON`}
                onPress={() => setJson(!isJson)}
              />
            )}
          </header>
          {isJson ? (
            <JsonField
              label="The filters, as JSON"
              value={value}
              onChange={(to) => (isObject(to) || to === undefined) && onChange(to ?? {})}
              height="320px"
            />
          ) : (
            <Boxes root={root} objectTypeId={objectTypeId} />
          )}
          {whole.length > 0 && <Problems messages={whole.map(({ message }) => message)} />}
          {isThere && <Whole root={root} names={names} objectTypeId={objectTypeId} />}
          {isCounted && isThere && <Answers objectTypeId={objectTypeId} preview={preview} probe={probe} />}
        </section>
      </TreeContext>
    </SurroundingsContext>
  );
}

/** What is said of one place is said once: by the count, which knows the lines as they are now. */
function together(counted: readonly Problem[], others: readonly Problem[]): readonly Problem[] {
  const places = new Set(counted.map(({ path }) => path));
  return [...counted, ...others.filter(({ path }) => !places.has(path))];
}

/** The outermost groups, and how another comes beside them. */
function Boxes({ root, objectTypeId }: { readonly root: RawObject; readonly objectTypeId: string }) {
  const isWrapped = textAt(root, 'filterBranchType') === 'OR' && listAt(root, 'filters').length === 0;
  const places: readonly Path[] =
    Object.keys(root).length === 0
      ? []
      : isWrapped
        ? listAt(root, 'filterBranches').map((_, index) => ['filterBranches', index])
        : [[]];
  const shown = places.flatMap((path) => {
    const branch = getIn(root, path);
    return isObject(branch) && Object.keys(branch).length > 0 ? [{ path, branch }] : [];
  });
  return (
    <>
      {shown.map(({ path, branch }, index) => (
        <Fragment key={keyOf(branch)}>
          {index > 0 && <span className={styles['or']}>or</span>}
          <Branch branch={branch} path={path} objectTypeId={objectTypeId} />
        </Fragment>
      ))}
      <Another isFirst={shown.length === 0} objectTypeId={objectTypeId} />
    </>
  );
}

interface AnotherProps {
  readonly isFirst: boolean;
  readonly objectTypeId: string;
}

function Another({ isFirst, objectTypeId }: AnotherProps) {
  const tree = useTree();
  const { isReadOnly } = useSurroundings();
  if (isReadOnly) return null;
  return (
    <div data-add>
      <AddMenu
        label={isFirst ? 'Add a filter' : 'Or, a group beside it'}
        objectTypeId={objectTypeId}
        onAdd={({ list, node }) => {
          const isGroup =
            list === 'filterBranches' && ['AND', 'OR', 'NOT_ANY'].includes(textAt(node, 'filterBranchType'));
          const group = isGroup
            ? node
            : list === 'filters'
              ? branchOf('AND', [node])
              : branchOf('AND', [], [node]);
          tree.edit(
            (before) => withGroup(before, group),
            [],
            (after) => {
              const last = ['filterBranches', listAt(after, 'filterBranches').length - 1];
              return isGroup ? last : [...last, list, 0];
            },
          );
        }}
      />
    </div>
  );
}

/** With one group more: any of them. A root that is no "any of groups" becomes the first of them. */
function withGroup(root: RawObject, group: RawObject): RawObject {
  if (Object.keys(root).length === 0) return branchOf('OR', [], [group]);
  const isWrapped = textAt(root, 'filterBranchType') === 'OR' && listAt(root, 'filters').length === 0;
  return isWrapped ? inserted(root, [], 'filterBranches', group) : branchOf('OR', [], [root, group]);
}

interface WholeProps {
  readonly root: RawObject;
  readonly names: Names;
  readonly objectTypeId: string;
}

/** All of it in one sentence. */
function Whole({ root, names, objectTypeId }: WholeProps) {
  const parts = useMemo(() => sayCriteria(root, names, { objectTypeId }), [root, names, objectTypeId]);
  return (
    <p className={styles['whole']}>
      <Sentence parts={parts} />.
    </p>
  );
}
