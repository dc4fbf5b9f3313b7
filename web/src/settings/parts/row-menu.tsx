import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { IconButton, Menu, type MenuEntry } from '../../kit/index.ts';

interface RowMenuProps {
  /** Of the thing. */
  readonly name: string;
  readonly onEdit?: (() => void) | undefined;
  readonly onRemove?: (() => void) | undefined;
  /** "Delete" unless it is something else. */
  readonly removal?: string;
  readonly more?: readonly MenuEntry[];
}

/** What can be done with a thing of a table. */
export function RowMenu({ name, onEdit, onRemove, removal = 'Delete…', more = [] }: RowMenuProps) {
  const edit: MenuEntry[] = onEdit ? [{ id: 'edit', name: 'Edit…', icon: Pencil, onDo: onEdit }] : [];
  const remove: MenuEntry[] = onRemove
    ? [{ id: 'remove', name: removal, icon: Trash2, kind: 'danger', onDo: onRemove }]
    : [];
  const groups = [[...edit, ...more], remove].filter((group) => group.length > 0);
  if (groups.length === 0) return null;
  return (
    <Menu label={name} groups={groups}>
      <IconButton icon={Ellipsis} label={`Actions of ${name}`} />
    </Menu>
  );
}
