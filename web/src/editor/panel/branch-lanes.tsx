import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { memo, useDeferredValue, useId, useMemo } from 'react';
import {
  actionOf,
  BRANCHES_OF,
  getIn,
  kindOf,
  listAt,
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
  return (
    <section className={styles['lanes']} aria-label="Branches">
      {kind === 'LIST_BRANCH' && <FilterLanes id={id} action={action} />}
      <h3 className={styles['subtitle']}>Where the branches lead</h3>
      <div className={styles['ways']}>
        {slotsOf(action).map((slot) => (
          <WayOn key={slot.member} id={id} slot={slot} targets={targets} />
        ))}
      </div>
    </section>
  );
}

function FilterLanes({ id, action }: LanesProps) {
  const editor = useEditor();
  const branches = listAt(action, 'listBranches');
  const act = (edit: Edit) => {
    const reason = editor.do([edit]);
    if (reason !== undefined) toast({ tone: 'failed', text: reason });
  };
  return (
    <>
      <h3 className={styles['subtitle']}>Branches, the first that matches counts</h3>
      {branches.map((branch, index) => {
        const path = [BRANCHES_OF.LIST_BRANCH, index];
        const name = textAt(branch, 'branchName');
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: branches have no other name than their place.
          <div key={index} className={styles['lane']}>
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
                onPress={() =>
                  act({ kind: 'reorderBranch', actionId: id, index, was: branch, to: index - 1 })
                }
              />
              <IconButton
                icon={ArrowDown}
                label={`Move branch ${index + 1} down`}
                isDisabled={index === branches.length - 1}
                onPress={() =>
                  act({ kind: 'reorderBranch', actionId: id, index, was: branch, to: index + 1 })
                }
              />
              <IconButton
                icon={Trash2}
                label={`Delete branch ${index + 1}`}
                onPress={() => act({ kind: 'removeBranch', actionId: id, index, was: branch })}
              />
            </div>
            <FlowCriteria
              label={`Filters of ${name || `branch ${index + 1}`}`}
              actionId={id}
              path={[...path, 'filterBranch']}
              value={getIn(branch, ['filterBranch'])}
            />
          </div>
        );
      })}
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

interface WayOnProps {
  readonly id: string;
  readonly slot: Slot;
  readonly targets: readonly Choice[];
}

/** Where one way leads, and where else it may: to another action, as a jump, or to the end. */
const WayOn = memo(function WayOn({ id, slot, targets }: WayOnProps) {
  const editor = useEditor();
  const labelId = useId();
  const point = (to: string | null) => {
    const reason = editor.do([
      {
        kind: 'connect',
        at: { from: id, member: slot.member },
        to: to === null ? null : { to, isJump: to !== slot.to },
        was: slot.to ?? null,
      },
    ]);
    if (reason !== undefined) toast({ tone: 'failed', text: reason });
  };
  return (
    <div className={styles['way']}>
      <span id={labelId} className={styles['wayName']}>
        {slot.label || 'Next'}
      </span>
      <Select
        label={`${slot.label || 'Next'} leads to`}
        labelling="inline"
        choices={targets}
        value={slot.to ?? END}
        onChange={(to) => to !== (slot.to ?? END) && point(to === END ? null : to)}
      />
    </div>
  );
});

/** No action has an empty id. */
const END = '';
