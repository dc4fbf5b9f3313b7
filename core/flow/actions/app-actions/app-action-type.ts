import { type Problem, quote } from '../../../problem/index.ts';
import { ownValue } from '../../../record/index.ts';
import type { SingleConnectionAction } from '../../definition/index.ts';
import type { RunContext } from '../../engine/index.ts';
import {
  type ActionProblem,
  type ActionType,
  type CompileContext,
  external,
  misconfigured,
  type Requested,
} from '../action-type.ts';
import { APP_ACTION, type AppAction } from '../app-action.ts';
import { otherObjectType } from '../parts/other-object-type.ts';
import { sayOther } from '../say-other.ts';
import { anyInputs, declaredInputs } from './inputs-sent.ts';
import { outcomeOfReceiver } from './outcome-of-receiver.ts';

/** Why an app action fails. */
const REASONS = {
  FAILED_BY_APP: 'The receiver said that it could not be done.',
  REFUSED_BY_RECEIVER: 'The receiver answered with a status that no later try would change.',
  INVALID_ANSWER: 'The receiver said that it was done, in words that cannot be read.',
  FUNCTION_FAILED: 'A function of the app around the request failed.',
  APP_ACTION_DELETED: 'The definition was deleted.',
  APP_DELETED: 'The app was deleted.',
  REQUIRED_INPUT_MISSING: 'A field that the action needs has no value for the record.',
  OUTCOME_EXPIRED: 'The outcome was to follow, and did not come in time.',
};

/** The type of an action that a receiver runs: an app's, or one with an adapter. */
export function appActionType(id: string, app: AppAction): ActionType {
  const type = external({
    id,
    name: app.name,
    says: app.says,
    say: sayOther,
    summary: app.says,
    icon: 'plug',
    group: 'OTHER',
    ...(app.objectTypeIds ? { objectTypeIds: app.objectTypeIds } : {}),
    outputs: app.outputs ?? [],
    reasons: REASONS,
    fields: {},
    compile: (_, action: SingleConnectionAction, context) => {
      const problems = [
        ...otherObjectType(app.name, app.objectTypeIds, context),
        ...missingInputs(action, app),
      ];
      if (problems.length > 0) return misconfigured(problems);
      return {
        request: (run) => requested(id, app, action, run, context),
        finish: (results) => outcomeOfReceiver(results, action.connection, app.rules),
      };
    },
    foresee: (_, action: SingleConnectionAction) => foreseen(action, app),
    examples: [],
  });
  return app.outputs ? type : { ...type, givesAnyOutput: true };
}

function requested(
  actionTypeId: string,
  app: AppAction,
  action: SingleConnectionAction,
  run: RunContext,
  { timeZone, schema }: CompileContext,
): Requested {
  const sent = app.inputs
    ? declaredInputs(action, app.inputs, run, timeZone)
    : anyInputs(action, run, timeZone);
  if (sent.kind !== 'inputs') return sent;
  const { objectTypeId, id, properties } = run.record;
  const object = app.objectProperties && {
    objectId: id,
    objectType: schema.objectType(objectTypeId)?.name.toUpperCase() ?? objectTypeId,
    properties: Object.fromEntries(
      app.objectProperties
        .filter((name) => !schema.sensitiveProperties(objectTypeId).has(name))
        .map((name) => [name, ownValue(properties, name) ?? null]),
    ),
  };
  const request = {
    actionTypeId,
    version: app.version,
    record: { objectTypeId, id },
    ...(object ? { object } : {}),
    inputFields: sent.inputs,
  };
  return { kind: 'request', effects: [{ type: APP_ACTION, target: app.target, request }] };
}

function missingInputs({ fields }: SingleConnectionAction, { inputs }: AppAction): Problem[] {
  return (inputs ?? []).flatMap(({ name, label, isRequired }) => {
    const field = fields[name];
    if (!isRequired || (field !== undefined && field !== null && field !== '')) return [];
    const path = `fields.${name}`;
    return [{ path, code: 'REQUIRED', message: `${path} is required by the action (${quote(label)}).` }];
  });
}

function foreseen({ fields }: SingleConnectionAction, { inputs }: AppAction): ActionProblem[] {
  if (!inputs) return [];
  const byName = new Map(inputs.map((input) => [input.name, input]));
  return Object.entries(fields).flatMap(([name, field]): ActionProblem[] => {
    const path = `fields.${name}`;
    const input = byName.get(name);
    if (!input) {
      const known = inputs.map((each) => each.name).join(', ') || 'none';
      const message = `${path} is no field of the action, and is not sent; it has ${known}.`;
      return [{ path, code: 'UNKNOWN_FIELD', message, severity: 'warning' }];
    }
    const text = writtenOut(field);
    if (text === undefined || input.options.length === 0) return [];
    const options = new Set(input.options.map(({ value }) => value));
    const strange = text.split(';').find((each) => !options.has(each));
    if (strange === undefined) return [];
    const message = `${path} is ${quote(strange)}, which is none of its options.`;
    return [{ path, code: 'NOT_AN_OPTION', message, severity: 'warning' }];
  });
}

/** A text without tokens, which is the same for every record. */
function writtenOut(field: unknown): string | undefined {
  const text =
    typeof field === 'object' && field !== null && 'staticValue' in field ? field.staticValue : field;
  return typeof text === 'string' && text !== '' && !text.includes('{{') ? text : undefined;
}
