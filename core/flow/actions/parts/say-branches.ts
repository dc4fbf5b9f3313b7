import { isFilled, quoted, textOf } from '../../../sentence/index.ts';

/** The name of a branch; of one without, its place. */
export function branchName(name: string | undefined, index: number): string {
  return name === undefined || name.trim() === ''
    ? `branch ${index + 1}`
    : quoted(name).replace(/^“|”$/g, '');
}

/** Where the others go: `otherwise Others`; nowhere without a connection. */
export function otherwise(name: unknown, connection: unknown): string {
  const given = textOf(name) ?? '';
  if (given.trim() !== '') return `otherwise ${branchName(given, 0)}`;
  return isFilled(connection) ? 'otherwise the default' : 'otherwise the path ends';
}
