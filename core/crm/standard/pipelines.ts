import type { EpochMillis } from '../../time/index.ts';

/** The instants of creation and change; the beginning of time for standard pipelines. */
interface Times {
  readonly createdAt: EpochMillis;
  readonly updatedAt: EpochMillis;
  readonly archivedAt: EpochMillis | null;
}

export interface PipelineStage extends Times {
  readonly id: string;
  readonly label: string;
  readonly displayOrder: number;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface Pipeline extends Times {
  readonly id: string;
  readonly label: string;
  readonly displayOrder: number;
  readonly stages: readonly PipelineStage[];
}

const ALWAYS: Times = { createdAt: 0, updatedAt: 0, archivedAt: null };

/** The pipeline of every task, which follows its status. */
export const TASK_PIPELINE = 'task-pipeline-id';

const TASK_STATUSES: Readonly<Record<string, string>> = {
  NOT_STARTED: 'Not started',
  IN_PROGRESS: 'In progress',
  WAITING: 'Waiting',
  COMPLETED: 'Completed',
  DEFERRED: 'Deferred',
};

/** The stage of a task by its status; null for a status of the account's own. */
export function taskStage(status: string): string | null {
  return Object.hasOwn(TASK_STATUSES, status)
    ? `${status.toLowerCase().replaceAll('_', '-')}-stage-id`
    : null;
}

/** The pipelines of a new account, by object type; a new record gets the first. */
export const STANDARD_PIPELINES: ReadonlyMap<string, readonly Pipeline[]> = new Map([
  [
    '0-3',
    [
      pipeline('default', 'Sales Pipeline', [
        dealStage('appointmentscheduled', 'Appointment Scheduled', '0.2'),
        dealStage('qualifiedtobuy', 'Qualified To Buy', '0.4'),
        dealStage('presentationscheduled', 'Presentation Scheduled', '0.6'),
        dealStage('decisionmakerboughtin', 'Decision Maker Bought-In', '0.8'),
        dealStage('contractsent', 'Contract Sent', '0.9'),
        dealStage('closedwon', 'Closed Won', '1.0'),
        dealStage('closedlost', 'Closed Lost', '0.0'),
      ]),
    ],
  ],
  [
    '0-5',
    [
      pipeline('0', 'Support Pipeline', [
        ticketStage('1', 'New', 'OPEN'),
        ticketStage('2', 'Waiting on contact', 'OPEN'),
        ticketStage('3', 'Waiting on us', 'OPEN'),
        ticketStage('4', 'Closed', 'CLOSED'),
      ]),
    ],
  ],
  [
    '0-27',
    [
      pipeline(
        TASK_PIPELINE,
        'Task pipeline',
        Object.entries(TASK_STATUSES).map(([status, label]) => taskStageOf(status, label)),
      ),
    ],
  ],
  [
    '0-136',
    [
      pipeline('lead-pipeline-id', 'Lead pipeline', [
        leadStage('new-stage-id', 'New', 'NEW'),
        leadStage('attempting-stage-id', 'Attempting', 'IN_PROGRESS'),
        leadStage('connected-stage-id', 'Connected', 'IN_PROGRESS'),
        leadStage('qualified-stage-id', 'Qualified', 'QUALIFIED'),
        leadStage('unqualified-stage-id', 'Disqualified', 'UNQUALIFIED'),
      ]),
    ],
  ],
]);

function taskStageOf(status: string, label: string): Stage {
  return {
    id: taskStage(status)!,
    label,
    metadata: { taskState: status, isClosed: String(status === 'COMPLETED') },
  };
}

type Stage = Pick<PipelineStage, 'id' | 'label' | 'metadata'>;

function pipeline(id: string, label: string, stages: readonly Stage[]): Pipeline {
  return {
    id,
    label,
    displayOrder: 0,
    stages: stages.map((stage, displayOrder) => ({ ...stage, displayOrder, ...ALWAYS })),
    ...ALWAYS,
  };
}

function dealStage(id: string, label: string, probability: string): Stage {
  const isClosed = probability === '1.0' || probability === '0.0';
  return { id, label, metadata: { isClosed: String(isClosed), probability } };
}

function ticketStage(id: string, label: string, ticketState: 'OPEN' | 'CLOSED'): Stage {
  return { id, label, metadata: { ticketState, isClosed: String(ticketState === 'CLOSED') } };
}

function leadStage(id: string, label: string, leadState: string): Stage {
  return { id, label, metadata: { leadState } };
}
