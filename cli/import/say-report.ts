import path from 'node:path';
import { bold } from '../support/look.ts';
import { table } from '../support/table.ts';
import { REPORT_FILE, type Remark, type Result } from './report.ts';

/** Remarks of a kind that are shown; the file has all of them. */
const SHOWN_MAX = 20;

interface Said {
  readonly mode: 'WRITE' | 'LOOK';
  readonly folder: string;
}

/** What became of an import, as people read it. */
export function sayReport({ kinds, remarks, notes }: Result, { mode, folder }: Said): string[] {
  const rows = Object.entries(kinds).map(([what, { made, there, changed, differing, refused }]) => [
    what,
    ...[made, changed, there, differing, refused].map(String),
  ]);
  const made = mode === 'LOOK' ? 'would be made' : 'made';
  return [
    ...table(['', made, 'changed', 'there already', 'different here', 'not taken'], rows),
    ...sayRemarks('Could not be taken:', remarks, 'REFUSED', { mode, folder }),
    ...sayRemarks('Differs, and is left as it is here:', remarks, 'DIFFERS', { mode, folder }),
    ...(notes.length === 0 ? [] : ['', bold('To know:'), ...notes.map((note) => `  ${note}`)]),
  ];
}

function sayRemarks(
  title: string,
  all: readonly Remark[],
  outcome: Remark['outcome'],
  { mode, folder }: Said,
): string[] {
  const byKind = Map.groupBy(
    all.filter((remark) => remark.outcome === outcome),
    ({ what }) => what,
  );
  if (byKind.size === 0) return [];
  const lines = [...byKind].flatMap(([what, remarks]) => {
    const more = remarks.length - SHOWN_MAX;
    const where = mode === 'WRITE' ? `see ${path.join(folder, REPORT_FILE)}` : '--json has all of them';
    return [
      `  ${what}`,
      ...remarks.slice(0, SHOWN_MAX).map((remark) => `    ${sayRemark(remark)}`),
      ...(more > 0 ? [`    and ${more} more: ${where}`] : []),
    ];
  });
  return ['', bold(title), ...lines];
}

function sayRemark({ id, name, why }: Remark): string {
  return `${name === null ? id : `${JSON.stringify(name)} (${id})`}: ${why}`;
}
