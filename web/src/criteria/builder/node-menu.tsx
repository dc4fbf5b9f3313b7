import { getIn, listAt, type Path, type RawObject, setIn } from '@millrace/core/raw';
import {
  ArrowDown,
  ArrowUp,
  Braces,
  CircleSlash2,
  Copy,
  CornerDownRight,
  Ellipsis,
  Group as GroupIcon,
  Trash2,
  Ungroup,
} from 'lucide-react';
import { IconButton, Menu, type MenuEntry } from '../../kit/index.ts';
import { negated } from '../model/negate.ts';
import {
  dissolved,
  duplicated,
  groupNumber,
  groupsIn,
  indexOf,
  inserted,
  isGroup,
  listOf,
  movedTo,
  parentOf,
  placeText,
  removed,
  shifted,
  wrapped,
} from '../model/places.ts';
import { sameAs } from '../tree/keys.ts';
import { useTree } from '../tree/tree-context.ts';

interface NodeMenuProps {
  readonly node: RawObject;
  readonly path: Path;
  /** What it is called in the names of the buttons: `the line`, `the group`. */
  readonly what: string;
  readonly isJson: boolean;
  readonly onJson: () => void;
}

/** How many groups a line can be sent to by name; with more, it goes by the way of copying JSON. */
const GROUPS_MAX = 9;

/** What can be done with a line or a group as a whole. Every deed is one edit. */
export function NodeMenu({ node, path, what, isJson, onJson }: NodeMenuProps) {
  const { root: now, edit } = useTree();
  const root = now();
  const parent = parentOf(path);
  const isRoot = parent === undefined;
  const count = isRoot ? 0 : listAt(root, ...parent, listOf(path)).length;
  const index = isRoot ? 0 : indexOf(path);
  const targets = isRoot ? [] : groupsIn(root).filter((to) => movedTo(root, path, to) !== root);
  const json: MenuEntry = {
    id: 'json',
    name: isJson ? 'Edit in the form' : 'Edit as JSON',
    icon: Braces,
    onDo: onJson,
  };
  const negate: MenuEntry = {
    id: 'negate',
    name: 'Turn into its opposite',
    icon: CircleSlash2,
    onDo: () => edit((tree) => withOpposite(tree, path), path),
  };
  if (isRoot)
    return (
      <Menu label={`What can be done with ${what}`} groups={[[negate, json]]}>
        <IconButton icon={Ellipsis} label={`More for ${what}`} />
      </Menu>
    );
  const move = (by: 1 | -1): MenuEntry => ({
    id: by < 0 ? 'up' : 'down',
    name: by < 0 ? 'Move up' : 'Move down',
    icon: by < 0 ? ArrowUp : ArrowDown,
    onDo: () => edit((tree) => shifted(tree, path, by), parent),
    reason: index + by < 0 || index + by >= count ? 'There is nothing to pass.' : undefined,
  });
  const groups: MenuEntry[][] = [
    [
      move(-1),
      move(1),
      ...targets.slice(0, GROUPS_MAX).map((to) => ({
        id: `to ${placeText(to)}`,
        name: to.length === 0 ? 'Move to the outermost group' : `Move to group ${groupNumber(to)}`,
        icon: CornerDownRight,
        onDo: () => edit((tree) => movedTo(tree, path, to), parent),
      })),
    ],
    [
      {
        id: 'duplicate',
        name: 'Duplicate',
        icon: Copy,
        onDo: () => edit((tree) => duplicated(tree, path), parent),
      },
      {
        id: 'wrap',
        name: 'Put into a group of its own',
        icon: GroupIcon,
        onDo: () => edit((tree) => wrapped(tree, path, 'OR'), parent),
      },
      ...(isGroup(node)
        ? [
            {
              id: 'dissolve',
              name: 'Dissolve the group',
              icon: Ungroup,
              onDo: () => edit((tree) => dissolved(tree, path), parent),
            },
          ]
        : []),
      negate,
      json,
    ],
    [
      {
        id: 'delete',
        name: 'Delete',
        icon: Trash2,
        kind: 'danger',
        onDo: () =>
          edit(
            (tree) => removed(tree, path),
            parent,
            () => parent,
          ),
      },
    ],
  ];
  return (
    <Menu label={`What can be done with ${what}`} groups={groups}>
      <IconButton icon={Ellipsis} label={`More for ${what}`} />
    </Menu>
  );
}

/** The opposite in its place; a filter that only a group can turn round goes among the branches. */
function withOpposite(root: RawObject, path: Path): RawObject {
  const node = getIn(root, path) as RawObject;
  const opposite = sameAs(negated(node), node);
  const isBranch = 'filterBranchType' in opposite;
  if (path.length === 0 || !isBranch || listOf(path) === 'filterBranches') return setIn(root, path, opposite);
  return inserted(removed(root, path), parentOf(path)!, 'filterBranches', opposite);
}
