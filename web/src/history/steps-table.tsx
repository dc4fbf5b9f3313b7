import { joined, sayOutcome, sayReason } from '@millrace/core/sentences';
import { Link } from '@tanstack/react-router';
import type { Step } from '../api/index.ts';
import { actionOf, type RawFlow, typeIdOf } from '../flow-body/index.ts';
import { TintedIcon } from '../graph/index.ts';
import {
  Cell,
  Instant,
  PassageLink,
  RecordLink,
  Row,
  StepStatus,
  Table,
  useRecordNames,
} from '../kit/index.ts';
import { type Names, sentenceOf, textOf } from '../say/index.ts';
import styles from './history.module.css';

interface StepsTableProps {
  readonly flowId: string;
  readonly flow: RawFlow;
  readonly names: Names;
  readonly objectTypeId: string;
  readonly steps: readonly Step[];
}

export function StepsTable({ flowId, flow, names, objectTypeId, steps }: StepsTableProps) {
  const nameOf = useRecordNames(
    objectTypeId,
    steps.map(({ objectId }) => objectId),
  );
  return (
    <Table
      label="Steps"
      columns={[
        { name: 'Step' },
        { name: 'Outcome' },
        { name: 'Record', isWideOnly: true },
        { name: 'When', isWideOnly: true },
        { name: 'Passage', isSilent: true },
      ]}
    >
      {steps.map((step) => {
        const { enrollmentId, number, actionId, actionTypeId, outcome, reason, detail, objectId, at } = step;
        const action = actionOf(flow, actionId);
        return (
          <Row key={`${enrollmentId} ${number}`}>
            <Cell isMain>
              <TintedIcon typeId={action ? typeIdOf(action) : actionTypeId} />
              <div className={styles['words']}>
                <Link to="/flows/$flowId" params={{ flowId }} search={{ action: actionId }}>
                  {action ? textOf(sentenceOf(action, flow, names)) : 'An action of an earlier revision'}
                </Link>
                <span className={styles['soft']}>
                  #{actionId} · {joined(sayOutcome({ outcome, reason, detail }, names))}
                </span>
              </div>
            </Cell>
            <Cell>
              <StepStatus outcome={outcome} />
              {reason && outcome !== 'SUCCEEDED' && (
                <div className={styles['soft']} title={reason}>
                  {sayReason(reason)}
                </div>
              )}
            </Cell>
            <Cell isWideOnly>
              <RecordLink objectTypeId={objectTypeId} id={objectId} name={nameOf(objectId)} />
            </Cell>
            <Cell isWideOnly>
              <Instant at={at} />
            </Cell>
            <Cell align="end">
              <PassageLink enrollmentId={enrollmentId}>Passage</PassageLink>
            </Cell>
          </Row>
        );
      })}
    </Table>
  );
}
