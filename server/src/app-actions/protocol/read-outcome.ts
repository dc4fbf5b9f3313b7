import { quote } from '@millrace/core/problem';
import { DAY } from '@millrace/core/time';
import { Temporal } from 'temporal-polyfill';

/** Outputs of one answer, and characters of one. */
const OUTPUTS_MAX = 500;
const OUTPUT_CHARACTERS_MAX = 65_000;
const OUTPUT_NAME_CHARACTERS_MAX = 200;

/** How long a receiver that says nothing else is waited for. */
const EXPIRES_AFTER_MS = 7 * DAY;

const STATE = 'hs_execution_state';
/** The original's documents have both names. */
const EXPIRATIONS = ['hs_expiration_duration', 'hs_default_expiration'];

const STATES = ['SUCCESS', 'FAIL_CONTINUE', 'BLOCK', 'ASYNC'] as const;
export type ExecutionState = (typeof STATES)[number];

export type Outputs = Readonly<Record<string, string>>;

/** What a receiver says of a visit. */
export type ReadOutcome =
  | {
      readonly ok: true;
      readonly outputs: Outputs;
      /** Undefined when it says none. */
      readonly state: ExecutionState | undefined;
      /** How long its callback is waited for. */
      readonly withinMs: number;
    }
  /** Begins with the member. */
  | { readonly ok: false; readonly path: string; readonly message: string };

/** Reads `outputFields`. Values are texts; numbers and booleans are written as such, anything deeper as JSON, null as no value. */
export function readOutputFields(given: unknown, from: number): ReadOutcome {
  if (given === undefined || given === null)
    return { ok: true, outputs: {}, state: undefined, withinMs: EXPIRES_AFTER_MS };
  if (typeof given !== 'object' || Array.isArray(given))
    return wrong('outputFields', `must be an object, not ${quote(given)}`);
  const outputs: [string, string][] = [];
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined) continue;
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const problem = problemOf(name, text);
    if (problem !== undefined)
      return wrong(`outputFields.${name.slice(0, OUTPUT_NAME_CHARACTERS_MAX)}`, problem);
    outputs.push([name, text]);
  }
  if (outputs.length > OUTPUTS_MAX)
    return wrong('outputFields', `must have at most ${OUTPUTS_MAX} members, not ${outputs.length}`);
  return withState(Object.fromEntries(outputs), from);
}

function problemOf(name: string, text: string): string | undefined {
  if (name.length > OUTPUT_NAME_CHARACTERS_MAX)
    return `has a name of more than ${OUTPUT_NAME_CHARACTERS_MAX} characters`;
  if (text.length > OUTPUT_CHARACTERS_MAX)
    return `must have at most ${OUTPUT_CHARACTERS_MAX} characters, not ${text.length}`;
  const isStorable = (each: string) => !each.includes('\0') && each.isWellFormed();
  return isStorable(name) && isStorable(text) ? undefined : 'has characters that cannot be stored';
}

function withState(outputs: Outputs, from: number): ReadOutcome {
  const said = outputs[STATE];
  const state = STATES.find((each) => each === said?.toUpperCase());
  if (said !== undefined && said !== '' && !state)
    return wrong(
      `outputFields.${STATE}`,
      `must be one of ${STATES.map(quote).join(', ')}, not ${quote(said)}`,
    );
  const name = EXPIRATIONS.find((each) => outputs[each] !== undefined && outputs[each] !== '');
  if (state !== 'BLOCK' || name === undefined)
    return { ok: true, outputs, state, withinMs: EXPIRES_AFTER_MS };
  const withinMs = millisOf(outputs[name]!, from);
  if (withinMs !== undefined) return { ok: true, outputs, state, withinMs };
  return wrong(
    `outputFields.${name}`,
    `must be a positive ISO 8601 duration, such as "P2DT6H", not ${quote(outputs[name])}`,
  );
}

/** Days and longer as the calendar has them from this instant on, in UTC. */
function millisOf(text: string, from: number): number | undefined {
  try {
    const begin = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO('UTC');
    const millis = begin.add(Temporal.Duration.from(text)).epochMilliseconds - from;
    return millis > 0 ? millis : undefined;
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function wrong(path: string, what: string): ReadOutcome {
  return { ok: false, path, message: `${path} ${what}.` };
}
