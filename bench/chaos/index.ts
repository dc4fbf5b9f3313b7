import { runChaos } from '../../server/test/crash/chaos.ts';
import type { Bench } from '../bench.ts';
import { numberOptions } from '../options.ts';
import { Report } from '../report.ts';

const DEFAULTS = { events: 100, seed: 1 };

/** One API and two workers are killed, frozen and robbed of their database; what was acknowledged must all be there, once. */
export const chaos: Bench = {
  name: 'chaos',
  summary: `kills, freezes, ended connections, PostgreSQL restarts under writers: what is lost, what is doubled (--events ${DEFAULTS.events} --seed ${DEFAULTS.seed})`,
  run: async (args) => {
    const report = new Report('chaos');
    const chaos = await runChaos({ ...numberOptions(args, DEFAULTS), say: (line) => report.say(line) });
    for (const [kind, count] of Object.entries(chaos.events))
      report.figure('events', count, 'events', { kind });
    report.figure('acknowledged', chaos.acknowledged, 'contacts');
    report.figure('lost', chaos.lost.length, 'contacts', { which: chaos.lost });
    report.figure('doubled', chaos.doubled.length, 'contacts', { which: chaos.doubled });
    report.figure('mails_repeated', chaos.mailsRepeated / Math.max(1, chaos.kills), 'mails/kill', {
      kills: chaos.kills,
    });
    report.figure('longest_answer', chaos.longestAnswerMs, 'ms');
    report.figure('died', chaos.died.length, 'processes', { which: chaos.died });
    const all = Object.values(chaos.events).reduce((sum, count) => sum + count, 0);
    report.say(
      `${all} events: ${chaos.acknowledged} acknowledged, ${chaos.lost.length} lost, ${chaos.doubled.length} doubled, ` +
        `${chaos.mailsRepeated} mails repeated in ${chaos.kills} kills, longest answer ${Math.round(chaos.longestAnswerMs)} ms, ` +
        `${chaos.died.length} processes died by themselves`,
    );
    if (chaos.lost.length + chaos.doubled.length + chaos.died.length > 0)
      throw new Error('Something was lost, doubled, or died.');
  },
};
