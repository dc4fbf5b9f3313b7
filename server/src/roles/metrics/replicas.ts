import { Counter, Gauge, type Registry } from 'prom-client';
import type { ReadObserver } from '../../replicas/index.ts';

/** Metrics of the replicas, and of the requests that they may answer. */
export function addReplicas(registry: Registry): ReadObserver {
  const registers = [registry];
  const served = new Counter({
    name: 'millrace_reads_total',
    help: 'Requests that a replica may answer, by who did: replica, or primary, and why then: unfit (no replica is there, or near enough), written (none had come to where its client has written), refused (the primary had the last word), failed.',
    labelNames: ['by', 'why'],
    registers,
  });
  const lag = new Gauge({
    name: 'millrace_replica_lag_seconds',
    help: 'How old at most what is read at a replica was when this process last looked; absent while that is not known.',
    labelNames: ['replica'],
    registers,
  });
  const up = new Gauge({
    name: 'millrace_replica_up',
    help: 'Whether a replica is read from by this process: 1 or 0.',
    labelNames: ['replica'],
    registers,
  });
  return {
    served: (by) => served.inc({ by: by.by, why: by.by === 'primary' ? by.why : '' }),
    watch(seen) {
      Object.assign(up, {
        collect() {
          up.reset();
          lag.reset();
          for (const { name, isFit, lagMs } of seen()) {
            up.set({ replica: name }, isFit ? 1 : 0);
            if (lagMs !== null) lag.set({ replica: name }, lagMs / 1_000);
          }
        },
      });
    },
  };
}
