import { storableText } from '../../../platform/index.ts';

/** Outputs of one answer. */
export const OUTPUTS_MAX = 100;
/** Characters of all outputs of one answer together: they are kept with the enrollment. */
export const OUTPUT_CHARACTERS_MAX = 65_000;
const KEY_CHARACTERS_MAX = 200;

/** Objects in objects that become outputs of their own, by keys with dots between; what lies deeper is JSON. */
const LEVELS_MAX = 3;

export interface Outputs {
  readonly outputs: Readonly<Record<string, string>>;
  /** Members that there was no room for. */
  readonly leftOut: number;
}

/** The members of an answer that is a JSON object, as texts. An answer of another kind has none. */
export function outputsOf(body: Buffer, isCut: boolean): Outputs {
  const object = isCut ? undefined : objectIn(body.toString('utf8'));
  const outputs: [string, string][] = [];
  let characters = 0;
  let leftOut = 0;
  for (const [key, value] of object ? membersOf(object, '', 1) : []) {
    const size = key.length + value.length;
    const hasRoom = outputs.length < OUTPUTS_MAX && characters + size <= OUTPUT_CHARACTERS_MAX;
    if (!hasRoom || key.length > KEY_CHARACTERS_MAX) leftOut++;
    else {
      outputs.push([storableText(key), storableText(value)]);
      characters += size;
    }
  }
  return { outputs: Object.fromEntries(outputs), leftOut };
}

function objectIn(text: string): object | undefined {
  // A byte order mark counts as a blank here, and is none to `JSON.parse`.
  const json = text.trim();
  if (!json.startsWith('{')) return undefined;
  try {
    return JSON.parse(json) as object;
  } catch {
    return undefined;
  }
}

function* membersOf(object: object, prefix: string, level: number): Generator<[string, string]> {
  for (const [name, value] of Object.entries(object) as [string, unknown][]) {
    const key = prefix + name;
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && level < LEVELS_MAX)
      yield* membersOf(value, `${key}.`, level + 1);
    else yield [key, textOf(value)];
  }
}

/** Null is no value, as the empty text is. */
function textOf(value: unknown): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
