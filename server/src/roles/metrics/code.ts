import { Counter, Gauge, type Registry } from 'prom-client';
import type { CodeObserver } from '../../code/index.ts';

/** Metrics of the processes in which code of flow authors runs. */
export function addCode(registry: Registry): CodeObserver {
  const registers = [registry];
  const started = new Counter({
    name: 'millrace_code_processes_started_total',
    help: 'Processes that were started for code, by language.',
    labelNames: ['language'],
    registers,
  });
  const ended = new Counter({
    name: 'millrace_code_processes_ended_total',
    help: 'Processes for code that have ended, by why: idle, room (for other code), used_up, stop, or what their code did, such as time_limit_exceeded.',
    labelNames: ['why'],
    registers,
  });
  return {
    started: (language) => started.inc({ language }),
    ended: (why) => ended.inc({ why: why.toLowerCase() }),
    watch(load) {
      new Gauge({
        name: 'millrace_code_processes',
        help: 'Processes for code of this server, by state: busy, idle (warm); and runs that wait for one: waiting.',
        labelNames: ['state'],
        registers,
        collect() {
          for (const [state, count] of Object.entries(load())) this.set({ state }, count);
        },
      });
    },
  };
}
