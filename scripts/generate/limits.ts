import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, table } from './write.ts';

/** What a constant is called that bounds something: how many, how long, how often. */
const LIMIT =
  /_MAX$|^MAX_|_MIN$|_USUAL$|_MS$|_SECONDS$|_MS_MAX$|^PAGE_|_PER_BATCH$|^BATCH_|_LANES$|_CONNECTIONS$/;

/** Criteria keep what a caller meets in one file; the bounds of their inner loops are nobody's business. */
const INNER = /^core\/criteria\/(?!limits\.ts)/;

const DECLARED = /^(?:export )?const ([A-Z][A-Z0-9_]+)(?:: number)? = ([\w *.]+);$/;

const UNITS: Readonly<Record<string, number>> = {
  SECOND: 1_000,
  MINUTE: 60_000,
  HOUR: 3_600_000,
  DAY: 86_400_000,
};

export interface Limit {
  readonly file: string;
  readonly name: string;
  readonly value: string;
  readonly about: string;
}

/** Every limit of core and server: constants at the top of a file, with the comment above them. */
export function findLimits(): Limit[] {
  const files = globSync(['core/**/*.ts', 'server/src/**/*.ts'], { cwd: ROOT }).filter(
    (file) => !/node_modules|\.test(-support)?\.ts$/.test(file) && !INNER.test(file),
  );
  return files.sort().flatMap((file) => limitsIn(file, readFileSync(path.join(ROOT, file), 'utf8')));
}

export function limitsTables(): string {
  const byFolder = Map.groupBy(findLimits(), ({ file }) => folderOf(file));
  return [...byFolder]
    .map(([folder, limits]) => {
      const rows = limits.map(({ name, value, about, file }) => [
        value,
        about,
        `\`${name}\` in ${path.relative(folder, file)}`,
      ]);
      return `#### ${folder}\n\n${table(['limit', 'of what', 'constant'], rows)}`;
    })
    .join('\n\n');
}

function limitsIn(file: string, text: string): Limit[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const [, name = '', expression = ''] = DECLARED.exec(line) ?? [];
    const number = LIMIT.test(name) ? productOf(expression) : undefined;
    if (number === undefined) return [];
    return [{ file, name, value: withUnit(name, number, expression), about: commentAbove(lines, index) }];
  });
}

/** A product of numbers and units of time. */
function productOf(expression: string): number | undefined {
  const factors = expression.split('*').map((factor) => {
    const text = factor.trim();
    return UNITS[text] ?? (/^[\d_.]+$/.test(text) ? Number(text.replaceAll('_', '')) : Number.NaN);
  });
  const value = factors.reduce((product, factor) => product * factor, 1);
  return Number.isNaN(value) ? undefined : value;
}

function withUnit(name: string, value: number, expression: string): string {
  const isTime = /_MS(_MAX)?$/.test(name) || Object.keys(UNITS).some((unit) => expression.includes(unit));
  if (isTime) return timeText(value);
  if (/_SECONDS$/.test(name)) return timeText(value * 1_000);
  if (/BYTES/.test(name) && value % (1024 * 1024) === 0) return `${value / (1024 * 1024)} MiB`;
  const unit = /(BYTES|CHARACTERS|LENGTH)/.exec(name)?.[1];
  const word = unit === 'BYTES' ? ' bytes' : unit ? ' characters' : '';
  return `${value.toLocaleString('en')}${word}`;
}

function timeText(ms: number): string {
  for (const [unit, size] of [
    ['days', 86_400_000],
    ['h', 3_600_000],
    ['min', 60_000],
    ['s', 1_000],
  ] as const)
    if (ms % size === 0 && (ms >= 2 * size || size === 1_000)) return `${ms / size} ${unit}`;
  return `${ms} ms`;
}

/** The comment that stands above, as one line; the name in words where there is none. */
function commentAbove(lines: readonly string[], index: number): string {
  const comment: string[] = [];
  if (lines[index - 1]?.trimEnd().endsWith('*/')) {
    for (let at = index - 1; at >= 0; at--) {
      comment.unshift(lines[at]!);
      if (lines[at]!.includes('/**')) break;
    }
  }
  const text = comment
    .map((line) => line.replace(/^\s*(\/\*\*|\*\/|\*(?!\/))?\s?/, '').replace(/\s*\*\/\s*$/, ''))
    .join(' ')
    .trim();
  return text || wordsOf(lines[index]!);
}

function wordsOf(line: string): string {
  const name = DECLARED.exec(line)?.[1] ?? '';
  const words = name
    .toLowerCase()
    .replaceAll('_', ' ')
    .replace(/ (max|ms|ms max)$/, '')
    .replace(/^max /, '');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** The folder that a limit is listed under: `core/flow`, `server/src/records`. */
function folderOf(file: string): string {
  const parts = file.split('/');
  return parts
    .slice(0, parts[0] === 'core' ? 2 : 3)
    .filter((part) => !part.endsWith('.ts'))
    .join('/');
}
