import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseWith } from '@millrace/core/problem';
import { getIn, isObject, isRawNumber, type Path, type Raw } from '@millrace/core/raw';
import { flowFilesAt } from '../../testing/apply-flows.ts';
import type { FlowFile } from '../files/folder.ts';
import { placeAt, placeIn } from '../files/yaml/place-in.ts';
import { readYaml, YamlError, type YamlText } from '../files/yaml/read.ts';
import { mistakesOf } from './check.ts';
import type { FlowTest } from './flow-test.ts';
import { type Given, testFile } from './form.ts';
import { bothGiven } from './given.ts';

/** The tests of a file, or all that is wrong with it, each with its place: `a.flow.test.yaml:3:5: …`. */
export interface ReadTests {
  readonly tests: readonly FlowTest[];
  readonly mistakes: readonly string[];
}

export async function readTestFile(file: string): Promise<ReadTests> {
  let yaml: YamlText;
  try {
    yaml = readYaml(await readFile(file, 'utf8'));
  } catch (error) {
    return { tests: [], mistakes: linesOf(file, error as Error) };
  }
  const parsed = parseWith(testFile, plain(yaml.raw));
  if (!parsed.ok) {
    const found = parsed.problems.map(({ path: at, message }) => ({ ...placeAt(yaml, at), message }));
    found.sort((a, b) => a.line - b.line || a.column - b.column);
    return {
      tests: [],
      mistakes: found.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`),
    };
  }
  const mistakes: string[] = [];
  const refuse = (at: Path, message: string) => {
    const { line, column } = placeIn(yaml, at);
    mistakes.push(`${file}:${line}:${column}: ${message}`);
  };
  const { test, given = {}, steps, tests } = parsed.value;
  if ((test === undefined) === (tests === undefined) || (steps === undefined) === (tests === undefined)) {
    refuse([], 'it has either "test" with its "steps", or "tests", a list of such');
    return { tests: [], mistakes };
  }
  const each = tests
    ? tests.map((one, at) => ({ ...one, at: ['tests', at] as Path }))
    : [{ test: test!, given: undefined, steps: steps!, at: [] as Path }];
  const shared = await flowsOf(file, yaml, { given, at: ['given', 'flows'] }, refuse);
  const read: FlowTest[] = [];
  for (const one of each) {
    const own = { given: one.given ?? {}, at: [...one.at, 'given', 'flows'] };
    const flows = [...shared, ...(one.at.length > 0 ? await flowsOf(file, yaml, own, refuse) : [])];
    const made: FlowTest = {
      file,
      line: placeIn(yaml, one.at).line,
      name: one.test,
      given: bothGiven(given, one.given ?? {}),
      flows: [...new Map(flows.map((flow) => [flow.name, flow])).values()],
      steps: one.steps.map((step, index) => ({
        ...step,
        line: placeIn(yaml, [...one.at, 'steps', index]).line,
        order: Object.keys((getIn(yaml.raw, [...one.at, 'steps', index, 'when']) ?? {}) as object),
      })),
    };
    read.push(made);
    // What is given to all is named where it stands, once.
    const isShared = (at: Path) => at[0] === 'given' && getIn(yaml.raw, [...one.at, ...at]) === undefined;
    mistakesOf(made, (at, message) => refuse(isShared(at) ? at : [...one.at, ...at], message));
  }
  return { tests: mistakes.length > 0 ? [] : read, mistakes: [...new Set(mistakes)] };
}

/** As the form reads it: numbers that are written otherwise than JavaScript would are texts. */
function plain(raw: Raw): unknown {
  if (isRawNumber(raw)) return raw.rawJSON;
  if (Array.isArray(raw)) return raw.map(plain);
  if (!isObject(raw)) return raw;
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, plain(value)]));
}

async function flowsOf(
  file: string,
  yaml: YamlText,
  { given, at }: { readonly given: Given; readonly at: Path },
  refuse: (at: Path, message: string) => void,
): Promise<readonly FlowFile[]> {
  const isList = Array.isArray(given.flows);
  const sources = given.flows === undefined ? [] : [given.flows].flat();
  const flows: FlowFile[] = [];
  for (const [index, source] of sources.entries()) {
    const here = isList ? [...at, index] : at;
    if (typeof source !== 'string') {
      const body = getIn(yaml.raw, here);
      if (!isObject(body)) continue;
      const place = (member: Path) => {
        const { line, column } = placeIn(yaml, [...here, ...member]);
        return `${file}:${line}:${column}`;
      };
      flows.push({ file, name: source.name, body, at: place });
      continue;
    }
    try {
      flows.push(...(await flowFilesAt(path.resolve(path.dirname(file), source))));
    } catch (error) {
      refuse(here, (error as Error).message);
    }
  }
  return flows;
}

function linesOf(file: string, error: Error): readonly string[] {
  if (!(error instanceof YamlError)) return [`${file}: ${error.message}`];
  return error.problems.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);
}
