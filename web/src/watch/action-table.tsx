import type { FlowCounts } from '../api/index.ts';
import { actionOf, type RawFlow, readingOrder } from '../flow-body/index.ts';
import { Cell, Instant, Row, Table } from '../kit/index.ts';
import { type Names, sentenceOf, textOf } from '../say/index.ts';
import styles from './action-table.module.css';
import { counted } from './numbers.ts';

interface ActionTableProps {
  readonly flow: RawFlow;
  readonly names: Names;
  readonly counts: FlowCounts;
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
}

/** The same as the graph shows, action by action in reading order. */
export function ActionTable({ flow, names, counts, selected, onSelect }: ActionTableProps) {
  return (
    <div className={styles['table']}>
      <Table
        label="Who is where, by action"
        columns={[
          { name: 'Action' },
          { name: 'Waiting', align: 'end' },
          { name: 'Oldest', align: 'end', isWideOnly: true },
          { name: 'Done', align: 'end' },
          { name: 'Failed', align: 'end' },
          { name: 'Skipped', align: 'end', isWideOnly: true },
        ]}
      >
        {readingOrder(flow).map((id) => {
          const of = counts.actions[id];
          return (
            <Row key={id} isSelected={id === selected} isFaint={!of}>
              <Cell isMain>
                <button type="button" className={styles['action']} onClick={() => onSelect(id)}>
                  <span className={styles['number']}>#{id}</span>{' '}
                  {textOf(sentenceOf(actionOf(flow, id)!, flow, names))}
                </button>
              </Cell>
              <Cell align="end">{numberOf(of?.waiting)}</Cell>
              <Cell align="end" isWideOnly>
                {of?.oldestSince && <Instant at={of.oldestSince} />}
              </Cell>
              <Cell align="end">{numberOf(of?.succeeded)}</Cell>
              <Cell align="end">{numberOf(of?.failed)}</Cell>
              <Cell align="end" isWideOnly>
                {numberOf(of?.skipped)}
              </Cell>
            </Row>
          );
        })}
      </Table>
    </div>
  );
}

function numberOf(count: number | undefined): string {
  return counted(count ?? 0);
}
