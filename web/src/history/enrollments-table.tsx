import { joined, sayEnd, sayTrigger } from '@millrace/core/sentences';
import type { Enrollment } from '../api/index.ts';
import { actionOf, type RawFlow } from '../flow-body/index.ts';
import {
  Cell,
  Checkbox,
  Instant,
  PassageLink,
  PassageStatus,
  RecordLink,
  Row,
  Table,
  useRecordNames,
} from '../kit/index.ts';
import { type Names, sentenceOf, textOf } from '../say/index.ts';
import styles from './history.module.css';

interface EnrollmentsTableProps {
  readonly flow: RawFlow;
  readonly names: Names;
  readonly objectTypeId: string;
  readonly passages: readonly Enrollment[];
  /** Records of those inside. */
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
}

export function EnrollmentsTable(props: EnrollmentsTableProps) {
  const { flow, names, objectTypeId, passages, selected, onSelect } = props;
  const nameOf = useRecordNames(
    objectTypeId,
    passages.map(({ objectId }) => objectId),
  );
  const inside = passages.filter(({ status }) => status === 'ACTIVE').map(({ objectId }) => objectId);
  const isAll = inside.length > 0 && inside.every((id) => selected.has(id));
  const toggle = (id: string) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect(next);
  };
  return (
    <Table
      label="Enrollments"
      columns={[
        {
          name: 'Select',
          width: '44px',
          head: (
            <Checkbox
              aria-label="Select all who are inside"
              isSelected={isAll}
              isIndeterminate={selected.size > 0 && !isAll}
              isDisabled={inside.length === 0}
              onChange={() => onSelect(new Set(isAll ? [] : inside))}
            />
          ),
        },
        { name: 'Record' },
        { name: 'State' },
        { name: 'Enrolled', isWideOnly: true },
        { name: 'Ended', isWideOnly: true },
        { name: 'Steps', align: 'end', isWideOnly: true },
        { name: 'Passage', isSilent: true },
      ]}
    >
      {passages.map((passage) => {
        const { id, objectId, status, trigger, enrolledAt, endedAt, stepCount } = passage;
        const name = nameOf(objectId);
        return (
          <Row key={id} isSelected={status === 'ACTIVE' && selected.has(objectId)}>
            <Cell>
              {status === 'ACTIVE' && (
                <Checkbox
                  aria-label={`Select ${name}`}
                  isSelected={selected.has(objectId)}
                  onChange={() => toggle(objectId)}
                />
              )}
            </Cell>
            <Cell isMain>
              <div className={styles['words']}>
                <RecordLink objectTypeId={objectTypeId} id={objectId} name={name} />
                <span className={styles['soft']}>{standing(passage, flow, names)}</span>
              </div>
            </Cell>
            <Cell>
              <PassageStatus status={status} />
            </Cell>
            <Cell isWideOnly>
              <div className={styles['words']}>
                <Instant at={enrolledAt} />
                <span className={styles['soft']}>{joined(sayTrigger(trigger, names))}</span>
              </div>
            </Cell>
            <Cell isWideOnly>{endedAt && <Instant at={endedAt} />}</Cell>
            <Cell align="end" isWideOnly>
              {stepCount}
            </Cell>
            <Cell align="end">
              <PassageLink enrollmentId={id}>Passage</PassageLink>
            </Cell>
          </Row>
        );
      })}
    </Table>
  );
}

/** Where it is, or how it ended. */
function standing({ status, endReason, position }: Enrollment, flow: RawFlow, names: Names): string {
  if (status !== 'ACTIVE') return joined(sayEnd({ status, reason: endReason }));
  const action = position?.actionId ? actionOf(flow, position.actionId) : undefined;
  if (!position?.actionId) return 'Moving on';
  const says = action ? textOf(sentenceOf(action, flow, names)) : (position.says ?? '');
  return `#${position.actionId} ${says}`;
}
