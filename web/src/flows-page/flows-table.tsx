import { Checkbox, Table } from '../kit/index.ts';
import { FlowTableRow } from './flow-table-row.tsx';
import type { FlowRow } from './rows.ts';
import type { Selection } from './use-selection.ts';

interface FlowsTableProps {
  readonly rows: readonly FlowRow[];
  readonly selection: Selection;
}

export function FlowsTable({ rows, selection }: FlowsTableProps) {
  const { selected } = selection;
  const all = rows.length > 0 && rows.every(({ id }) => selected.has(id));
  return (
    <Table
      label="Flows"
      columns={[
        {
          name: 'Selected',
          width: '44px',
          head: (
            <Checkbox
              aria-label="Select all flows"
              isSelected={all}
              isIndeterminate={!all && selected.size > 0}
              onChange={() => selection.set(all ? [] : rows.map(({ id }) => id))}
            />
          ),
        },
        { name: 'Name' },
        { name: 'State' },
        { name: 'Records', isWideOnly: true },
        { name: 'Active', align: 'end', isWideOnly: true },
        { name: 'Enrolled', align: 'end', isWideOnly: true },
        { name: 'Errors', align: 'end' },
        { name: 'Last change', align: 'end', isWideOnly: true },
        { name: 'Actions', isSilent: true, width: '48px' },
      ]}
    >
      {rows.map((row) => (
        <FlowTableRow key={row.id} flow={row} isSelected={selected.has(row.id)} onSelect={selection.toggle} />
      ))}
    </Table>
  );
}
