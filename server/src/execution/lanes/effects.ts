import { dueEffects, EffectStream, Heartbeat } from '../../effects/index.ts';
import { makeDue } from '../../passages/index.ts';
import { inParts } from '../in-parts.ts';
import type { Lane } from './lane.ts';

/** Effects that are taken in hand at once in a stretch of time that is worked at once: they are done here. */
const EFFECTS_PER_PASS = 500;

/** Performs due effects, as many as the process may have in hand. A slow effect holds up only its own slot, a slow target only its own slots. */
export const effects: Lane = {
  rows: dueEffects,
  open({ store, log, performers, redactorOf, observer }, onFree) {
    const holder = new Heartbeat(store.sql, log);
    const stream = new EffectStream({
      store,
      log,
      performers,
      holder,
      wakeEnrollments: makeDue,
      redactorOf,
      observe: (performed, seconds, fate) => observer.effect(performed, seconds, fate),
      onFree,
    });
    return {
      async run(accountId) {
        const { count, done } = await stream.begin(accountId);
        await done;
        return count;
      },
      pass: (accountId, rows) =>
        inParts(rows, EFFECTS_PER_PASS, async (part) => {
          const { count, done } = await stream.beginRows(accountId, part);
          await done;
          return count;
        }),
      begin: async (accountId) => (await stream.begin(accountId)).count,
      isFull: () => stream.isFull,
      async close() {
        await stream.drain();
        await holder.stop();
      },
    };
  },
};
