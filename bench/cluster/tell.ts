import { loadavg } from 'node:os';
import { median } from '../gauge/median.ts';
import { type Report, rounded } from '../report.ts';
import { SIDES, type Side } from './databases.ts';
import type { Measured, Piece } from './measure.ts';
import type { SideNodes } from './side-nodes.ts';
import { WORKS, type WorkName } from './works.ts';

/** Says where nodes differ in what has to be the same, that nothing is durable where it is not, and what is not to be seen. */
export async function tellSettings(report: Report, nodes: Readonly<Record<Side, SideNodes>>): Promise<void> {
  const all = (await Promise.all(SIDES.map((side) => nodes[side].settings()))).flat();
  for (const name of all[0]?.settings.keys() ?? []) {
    const values = new Set(all.map(({ settings }) => settings.get(name)));
    if (values.size > 1)
      report.say(
        `${name} differs: ${all.map(({ place, settings }) => `${settings.get(name)} at ${place}`).join(', ')}`,
      );
  }
  if (all.some(({ settings }) => settings.get('fsync') === 'off'))
    report.say(
      'fsync is off: no time is waited for a disk, and what is told is CPU time and ways between processes',
    );
  for (const side of SIDES) {
    const { unseen } = nodes[side];
    if (unseen !== undefined) report.say(`PostgreSQL's CPU time of --${side} is not told: ${unseen}`);
  }
  report.say(`load of the machine before: ${loadavg()[0]!.toFixed(2)}`);
}

type Figure = 'time' | 'node_cpu' | 'database_cpu';
const FIGURES: Readonly<Record<Figure, { readonly what: string; of(piece: Piece): number | undefined }>> = {
  time: { what: 'time', of: ({ ms }) => ms },
  node_cpu: { what: "Node's CPU time", of: ({ nodeCpuMs }) => nodeCpuMs },
  database_cpu: {
    what: "PostgreSQL's CPU time",
    of: ({ databaseCpuMs }) => databaseCpuMs && sum(databaseCpuMs),
  },
};

/** For each work the medians of the ratios, run by run: both sides of a run have seen the same of whatever else the machine did. */
export function tell(
  report: Report,
  measured: ReadonlyMap<WorkName, readonly Measured[]>,
  { contacts }: { readonly contacts: number },
): void {
  for (const { name, piece } of WORKS) {
    const runs = measured.get(name)!;
    const said: string[] = [];
    for (const [figure, { what, of }] of Object.entries(FIGURES)) {
      const both = runs.map(({ spread, plain }) => ({ spread: of(spread), plain: of(plain) }));
      const ratios = both.map(({ spread, plain }) =>
        spread === undefined || plain === undefined ? Number.NaN : spread / plain,
      );
      // A work that is too short for the kernel to count has no ratio.
      if (!ratios.every(Number.isFinite)) continue;
      const ms = (side: Side) => median(both.map((each) => each[side]!));
      report.figure(`${name}_${figure}`, median(ratios), `${what} a ${piece}, spread / plain`, {
        contacts,
        runs: ratios.map(rounded),
        spreadMs: rounded(ms('spread')),
        plainMs: rounded(ms('plain')),
      });
      const range = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
      said.push(
        `${what} ${median(ratios).toFixed(2)} (${range}; ${inMs(ms('plain'))} → ${inMs(ms('spread'))}${figure === 'database_cpu' ? `, ${byNode(runs)}` : ''})`,
      );
    }
    report.say(`${piece}: ${said.join(', ')}`);
  }
  report.say(`load of the machine since: ${loadavg()[0]!.toFixed(2)}`);
}

/** The coordinator's part and that of the workers. */
function byNode(runs: readonly Measured[]): string {
  const parts = runs.map(({ spread: { databaseCpuMs } }) => databaseCpuMs!);
  const coordinator = median(parts.map(([first]) => first!));
  const workers = median(parts.map(([, ...others]) => sum(others)));
  return `coordinator ${inMs(coordinator)} and workers ${inMs(workers)}`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}

function inMs(value: number): string {
  return `${Number(value.toPrecision(3))} ms`;
}
