import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { memo, useDeferredValue, useMemo } from 'react';
import {
  actionOf,
  BRANCHES_OF,
  getIn,
  kindOf,
  listAt,
  type Raw,
  type RawObject,
  readingOrder,
  type Slot,
  slotsOf,
  textAt,
} from '../../flow-body/index.ts';
import { Button, type Choice, IconButton, Select, TextField, toast } from '../../kit/index.ts';
import { useWords } from '../canvas/index.ts';
import { FlowCriteria } from '../criteria/index.ts';
import type { Edit } from '../edits/index.ts';
import { sentenceOf, textOf } from '../say/index.ts';
import { useEditor, useEditorState } from '../state/index.ts';
import styles from './panel.module.css';

interface LanesProps {
  readonly id: string;
  readonly action: RawObject;
}

/** The lanes of a branch: names, filters, order, and where each leads. */
export function BranchLanes({ id, action }: LanesProps) {
  const kind = kindOf(action);
  const targets = useTargets(id);
  // Names of lanes may lag behind a letter that is typed.
  const slots = slotsOf(useDeferredValue(action));
  return (
    <section className={styles['lanes']} aria-label="Branches">
      {kind === 'LIST_BRANCH' && <FilterLanes id={id} action={action} />}
      <h3 className={styles['subtitle']}>Where the branches lead</h3>
      <div className={styles['ways']}>
        {slots.map(({ member, label, to }) => (
          <WayOn key={member} id={id} member={member} label={label} to={to} targets={targets} />
        ))}
      </div>
    </section>
  );
}

function FilterLanes({ id, action }: LanesProps) {
  const act = useAct();
  const branches = listAt(action, 'listBranches');
  return (
    <>
      <h3 className={styles['subtitle']}>Branches, the first that matches counts</h3>
      {branches.map((branch, index) => (
        <FilterLane
          // biome-ignore lint/suspicious/noArrayIndexKey: branches have no other name than their place.
          key={index}
          id={id}
          index={index}
          isLast={index === branches.length - 1}
          branch={branch}
        />
      ))}
      <div>
        <Button
          kind="quiet"
          icon={Plus}
          onPress={() =>
            act({
              kind: 'addBranch',
              actionId: id,
              branch: { branchName: `Branch ${branches.length + 1}`, filterBranch: {} },
            })
          }
        >
          Add a branch
        </Button>
      </div>
    </>
  );
}

interface FilterLaneProps {
  readonly id: string;
  readonly index: number;
  readonly isLast: boolean;
  readonly branch: Raw;
}

const FilterLane = memo(function FilterLane({ id, index, isLast, branch }: FilterLaneProps) {
  const act = useAct();
  const name = textAt(branch, 'branchName');
  const said = useDeferredValue(name);
  const path = useMemo(() => [BRANCHES_OF.LIST_BRANCH, index], [index]);
  const filters = useMemo(() => [...path, 'filterBranch'], [path]);
  return (
    <div className={styles['lane']}>
      <div className={styles['laneHead']}>
        <TextField
          label={`Branch ${index + 1}`}
          value={name}
          onChange={(to) =>
            act({
              kind: 'setMember',
              actionId: id,
              path: [...path, 'branchName'],
              value: to,
              name: 'the name of a branch',
              ...(getIn(branch, ['branchName']) === undefined ? {} : { was: name }),
            })
          }
        />
        <IconButton
          icon={ArrowUp}
          label={`Move branch ${index + 1} up`}
          isDisabled={index === 0}
          onPress={() => act({ kind: 'reorderBranch', actionId: id, index, was: branch, to: index - 1 })}
        />
        <IconButton
          icon={ArrowDown}
          label={`Move branch ${index + 1} down`}
          isDisabled={isLast}
          onPress={() => act({ kind: 'reorderBranch', actionId: id, index, was: branch, to: index + 1 })}
        />
        <IconButton
          icon={Trash2}
          label={`Delete branch ${index + 1}`}
          onPress={() => act({ kind: 'removeBranch', actionId: id, index, was: branch })}
        />
      </div>
      <FlowCriteria
        label={`Filters of ${said || `branch ${index + 1}`}`}
        actionId={id}
        path={filters}
        value={getIn(branch, ['filterBranch'])}
      />
    </div>
  );
});

/** Does an edit, or says why it cannot be done. */
function useAct(): (edit: Edit) => void {
  const editor = useEditor();
  return (edit) => {
    const reason = editor.do([edit]);
    if (reason !== undefined) toast({ tone: 'failed', text: reason });
  };
}

/** Where ways may lead: to the end, or to any other action. Their sentences may lag behind a letter that is typed. */
function useTargets(id: string): readonly Choice[] {
  const { names } = useWords();
  const raw = useDeferredValue(useEditorState(({ history }) => history.raw));
  return useMemo(
    () => [
      { id: END, name: 'End' },
      ...readingOrder(raw)
        .filter((to) => to !== id)
        .map((to) => ({ id: to, name: `#${to} ${textOf(sentenceOf(actionOf(raw, to)!, raw, names))}` })),
    ],
    [id, raw, names],
  );
}

interface WayOnProps extends Pick<Slot, 'member' | 'label' | 'to'> {
  readonly id: string;
  readonly targets: readonly Choice[];
}

/** Where one way leads, and where else it may: to another action, as a jump, or to the end. */
const WayOn = memo(function WayOn({ id, member, label, to: now, targets }: WayOnProps) {
  const act = useAct();
  const point = (to: string | null) =>
    act({
      kind: 'connect',
      at: { from: id, member },
      to: to === null ? null : { to, isJump: to !== now },
      was: now ?? null,
    });
  return (
    <div className={styles['way']}>
      <span className={styles['wayName']}>{label || 'Next'}</span>
      <Select
        label={`${label || 'Next'} leads to`}
        labelling="inline"
        choices={targets}
        value={now ?? END}
        onChange={(to) => to !== (now ?? END) && point(to === END ? null : to)}
      />
    </div>
  );
});

/** No action has an empty id. */
const END = '';
