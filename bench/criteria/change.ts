import { median } from '../gauge/median.ts';
import { type Child, startChild } from '../place/child.ts';
import type { TemporaryServer } from '../place/temporary-server.ts';
import { type Report, rounded } from '../report.ts';
import type { AfterSave, ChangeOrder, ChangeWindow } from './change-side.ts';

/** How many flows are on. */
const FLOWS = [10, 100, 1_000];
/** Of which so many read the property that is changed. */
const READERS = 5;
const WINDOWS = 7;
const CHANGES = 200;
const SAVES = 5;

/** What a change costs, by how many flows are on: sides with few and with many flows take turns. */
export async function changeCost(server: TemporaryServer, report: Report): Promise<void> {
  const sides = await Promise.all(
    FLOWS.map(async (flows) => {
      const child = startChild(new URL('change-side.ts', import.meta.url), `change-${flows}`);
      const address = await server.create(`change_${flows}`);
      return { flows, child, open: { kind: 'open', address, flows, readers: READERS } satisfies ChangeOrder };
    }),
  );
  try {
    for (const { child, open } of sides) await child.ask(open);
    for (const property of ['read', 'unread'] as const) {
      const windows = new Map(FLOWS.map((flows) => [flows, [] as ChangeWindow[]]));
      for (let window = -1; window < WINDOWS; window++) {
        for (const { flows, child } of window % 2 === 0 ? sides : sides.toReversed()) {
          const order: ChangeOrder = { kind: 'window', changes: CHANGES, property };
          const result = await child.ask<ChangeWindow>(order);
          if (window >= 0) windows.get(flows)!.push(result);
        }
      }
      tell(report, property, windows);
    }
    for (const { flows, child } of sides) await tellSaves(report, flows, child);
  } finally {
    await Promise.all(sides.map(({ child }) => child.stop()));
  }
}

function tell(report: Report, property: string, windows: ReadonlyMap<number, readonly ChangeWindow[]>): void {
  const figures = {
    patch: (each: ChangeWindow) => median(each.patchMs),
    lane: (each: ChangeWindow) => each.laneMs / CHANGES,
    node_cpu: (each: ChangeWindow) => each.cpuMs / CHANGES,
  };
  const few = windows.get(FLOWS[0]!)!;
  for (const [flows, each] of windows) {
    const words: string[] = [];
    for (const [name, of] of Object.entries(figures)) {
      const members = { flows, readers: READERS, property };
      const values = each.map(of);
      report.figure(`${name}_per_change`, median(values), 'ms', { ...members, runs: values.map(rounded) });
      // Windows beside each other have seen the same of whatever else ran on the machine.
      const ratio = median(each.map((window, index) => of(window) / of(few[index]!)));
      report.figure(`${name}_ratio`, ratio, `of that with ${FLOWS[0]} flows`, members);
      words.push(`${name} ${median(values).toFixed(3)} ms (${ratio.toFixed(2)})`);
    }
    report.say(`${flows} flows, a change that is ${property}: ${words.join(', ')}`);
  }
}

async function tellSaves(report: Report, flows: number, child: Child): Promise<void> {
  const saves: AfterSave[] = [];
  for (let save = 0; save < SAVES; save++)
    saves.push(await child.ask({ kind: 'save' } satisfies ChangeOrder));
  const saveMs = median(saves.map((each) => each.saveMs));
  const patchMs = median(saves.map((each) => each.patchMs));
  report.figure('save', saveMs, 'ms', { flows });
  report.figure('patch_after_save', patchMs, 'ms', { flows });
  report.say(
    `${flows} flows: the save of one takes ${saveMs.toFixed(1)} ms, the first change after it ${patchMs.toFixed(1)} ms`,
  );
}
