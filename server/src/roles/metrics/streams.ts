import { Counter, Gauge, type Registry } from 'prom-client';
import type { StreamObserver } from '../../live/index.ts';

/** Metrics of the streams on which people hear of changes. */
export function addStreams(registry: Registry): StreamObserver {
  const registers = [registry];
  const open = new Gauge({
    name: 'millrace_streams',
    help: 'Streams of hints that are open on this process.',
    registers,
  });
  const hints = new Counter({
    name: 'millrace_stream_hints_total',
    help: 'Hints that were written to streams, by kind; lost: that some may have gone missing.',
    labelNames: ['kind'],
    registers,
  });
  const ended = new Counter({
    name: 'millrace_streams_ended_total',
    help: 'Streams that have ended, by why: left (by their reader), stuck (who took nothing), not_allowed, shutting_down.',
    labelNames: ['why'],
    registers,
  });
  return {
    opened: () => open.inc(),
    told: (kind) => hints.inc({ kind }),
    ended(why) {
      open.dec();
      ended.inc({ why: why.toLowerCase() });
    },
  };
}
