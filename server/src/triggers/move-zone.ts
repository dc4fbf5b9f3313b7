import type { Unit, WallClockHook } from '../history/index.ts';
import type { Reader } from './reader.ts';
import { loadReaders } from './reader-index.ts';
import { startSweep } from './sweeps.ts';

/**
 * After the account has moved to another zone: days begin at other instants, so what time alone can change of criteria is looked for anew, in
 * the background. Lists are filled again, too; flows look at what happens from then on, as after a save of their criteria.
 */
export const moveInstants: WallClockHook = async (unit, { isOtherZone }) => {
  if (!isOtherZone) return;
  for (const reader of (await loadReaders(unit.tx, unit.account)).all())
    if (reader.reader !== 'SCHEDULE' && reader.timed.length > 0) await lookAnew(unit, reader);
};

async function lookAnew(unit: Unit, { reader, id: readerId, objectTypeId }: Reader): Promise<void> {
  const kind = reader === 'LIST' ? 'LIST' : 'INSTANTS';
  await startSweep(unit, { kind, reader, readerId, objectTypeId });
}
