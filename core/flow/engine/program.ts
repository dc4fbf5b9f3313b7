import type { CompiledCriteria } from '../../criteria/index.ts';
import type { CrmSchema } from '../../crm/index.ts';
import type { RecordImage } from '../../record/index.ts';
import type { EpochMillis } from '../../time/index.ts';
import type { Connection, FlowDefinition } from '../definition/index.ts';
import type { EnrollmentState } from './enrollment.ts';
import type { FlowPolicies } from './flow-policies.ts';
import type { Outcome } from './outcome.ts';
import type { Pin } from './pins.ts';
import type { PartResult } from './results.ts';
import type { Workspace } from './workspace.ts';

/** A flow ready to run: its graph, each node bound to its action type. */
export interface FlowProgram {
  readonly flowId: string;
  readonly revisionId: string;
  readonly objectTypeId: string;
  readonly definition: FlowDefinition;
  readonly isEnabled: boolean;
  readonly startActionId: string | undefined;
  /**
   * The first instant from `at` on at which the flow's actions may run, null when none comes; `key` spreads the
   * enrollments that waited. Undefined when they may run at any time.
   */
  readonly allowedFrom: ((at: EpochMillis, key: string) => EpochMillis | null) | undefined;
  /** The goal: a record that meets it leaves before the next action. */
  readonly goal: CompiledCriteria | undefined;
  /** The account's CRM when the flow was compiled. */
  readonly schema: CrmSchema;
  readonly timeZone: string;
  /** Whether the flow reads how an action ended: its output `hs_execution_state`, SUCCESS or FAILURE. */
  readonly keepsStates: () => boolean;
  readonly nodes: ReadonlyMap<string, ProgramNode>;
  /** Kept beside the flow; most have none. */
  readonly policies?: FlowPolicies;
  /** The earlier revisions that passages still go through, left there by saves for new ones only; most have none. */
  readonly pinned?: readonly PinnedProgram[];
}

export interface PinnedProgram extends Pin {
  readonly program: FlowProgram;
}

export interface ProgramNode {
  readonly actionId: string;
  /** `0-5`, or the kind of node: `LIST_BRANCH`, … */
  readonly actionType: string;
  /** The next action after a failed or skipped one. */
  readonly connection: Connection | undefined;
  /** Flow control goes on in a flow that is turned off, and outside its hours; everything else is skipped, or waits. */
  readonly isFlowControl: boolean;
  /** Whether it reads and writes nothing but the enrolled record and its passage; in doubt it does more. */
  readonly staysWithRecord: () => boolean;
  /** Whether it is a wait: its enrollments can skip it. */
  readonly waits: boolean;
  readonly run: (context: RunContext) => Outcome;
  /** Of an action that asks for effects: makes an outcome of their results. It is not run again. */
  readonly finish: ((results: readonly PartResult[], context: RunContext) => Outcome) | undefined;
}

/** The input of an action's run. */
export interface RunContext {
  readonly program: FlowProgram;
  readonly enrollment: EnrollmentState;
  /** The enrolled record. */
  readonly record: RecordImage;
  readonly workspace: Workspace;
  readonly now: EpochMillis;
  /** `<enrollment>:<action>:<visit>`, stable over all tries of this visit. */
  readonly idempotencyKey: string;
}
