import type { SingleConnectionAction } from '../definition/index.ts';
import type { SayAction } from '../wording.ts';
import { type ActionType, internal } from './action-type.ts';
import { anyInputs } from './app-actions/inputs-sent.ts';
import type { Example } from './example.ts';
import type { FieldTable } from './fields.ts';

/** What is said of an action that is left to somebody. */
interface Said {
  readonly id: string;
  readonly icon: string;
  readonly say: SayAction;
  readonly name: string;
  readonly versions?: readonly number[];
  /** What the person or gateway is to do: "send a text message". */
  readonly what: string;
  readonly fields?: FieldTable;
  readonly example: Example;
}

/**
 * An action that nothing here can do, and a person or a gateway can: it is kept for them with its fields filled in, and the record
 * goes on. An action adapter takes it over.
 */
export function handOffAction({ what, example, fields = {}, ...said }: Said): ActionType {
  const type = internal({
    ...said,
    group: 'COMMUNICATION',
    summary: `Asks a person or a gateway to ${what}.`,
    says:
      `Asks a person or a gateway to ${what}: nothing is sent from here. The fields of the action, with their tokens and values filled in, are kept ` +
      'under `GET /millrace/v1/hand-offs`, where whoever does it says so with `POST /millrace/v1/hand-offs/{id}/done`; the record does not wait ' +
      'for that. An action adapter takes the type over: its receiver is asked instead.',
    fields,
    compile: (_, action: SingleConnectionAction, { timeZone }) => {
      const { connection } = action;
      return (run) => {
        const filled = anyInputs(action, run, timeZone);
        if (filled.kind !== 'inputs') return filled;
        const content = filled.inputs;
        return {
          kind: 'done',
          connection,
          writes: [{ kind: 'handOff', ref: run.record, actionTypeId: said.id, content }],
          detail: { message: `Left to a person or a gateway: ${what}.`, content },
        };
      };
    },
    examples: [example],
  });
  return { ...type, givesWay: true };
}

/** A run that keeps these fields. */
export function keeps(
  shows: string,
  fields: Example['action'],
  content: Readonly<Record<string, unknown>>,
): Example {
  return {
    shows,
    action: { fields },
    properties: { firstname: 'Ada', phone: '+4912345', hubspot_owner_id: '60' },
    outcome: { outcome: 'SUCCEEDED', next: '2', detail: { content }, changes: [], effects: [] },
  };
}
