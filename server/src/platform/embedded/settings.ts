import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fit, type Setting } from './fit.ts';
import { lookAtMachine } from './machine.ts';

/** A setting that fits the machine. */
export interface ChosenSetting extends Setting {
  /** Whether somebody has set it otherwise, by ALTER SYSTEM: that holds. */
  readonly isOverruled: boolean;
}

/** The settings for a data directory that is there, as this machine is now. */
export async function chosenSettings(data: string): Promise<readonly ChosenSetting[]> {
  const [machine, overruled] = await Promise.all([lookAtMachine(data), overruledIn(data)]);
  return fit(machine).map((setting) => ({ ...setting, isOverruled: overruled.has(setting.name) }));
}

/** What ALTER SYSTEM has set there. */
async function overruledIn(data: string): Promise<ReadonlySet<string>> {
  const text = await readFile(path.join(data, 'postgresql.auto.conf'), 'utf8');
  return new Set([...text.matchAll(/^\s*([a-z_]+)\s*=/gm)].map(([, name]) => name!));
}
