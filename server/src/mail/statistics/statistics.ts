import type { AnswerOf } from '../../platform/index.ts';
import type { tallyAnswer } from '../answers.ts';
/** The outcome of mails: the number sent, and the number with each response, each mail once. */
export interface Tally {
  readonly sent: number;
  readonly opened: number;
  readonly openedOnComputer: number;
  readonly openedOnMobile: number;
  readonly clicked: number;
  readonly clickedOnComputer: number;
  readonly clickedOnMobile: number;
  readonly bounced: number;
  /** Of these, the ones whose mailbox did not take this mail, but may take another. */
  readonly softBounced: number;
  readonly unsubscribed: number;
  readonly markedSpam: number;
}

export const NOTHING: Tally = {
  sent: 0,
  opened: 0,
  openedOnComputer: 0,
  openedOnMobile: 0,
  clicked: 0,
  clickedOnComputer: 0,
  clickedOnMobile: 0,
  bounced: 0,
  softBounced: 0,
  unsubscribed: 0,
  markedSpam: 0,
};

/** Both together. */
export function sumOf(one: Tally, other: Tally): Tally {
  const names = Object.keys(NOTHING) as (keyof Tally)[];
  return Object.fromEntries(names.map((name) => [name, one[name] + other[name]])) as unknown as Tally;
}

/** A tally in the words of the original. A contact without a mail is not counted; a bounce that says nothing else is one for good. */
export function present(tally: Tally): AnswerOf<typeof tallyAnswer> {
  const { sent, opened: open, clicked: click, bounced, softBounced, unsubscribed, markedSpam } = tally;
  const hardBounced = bounced - softBounced;
  const delivered = sent - bounced;
  const lost = bounced + unsubscribed + markedSpam;
  return {
    counters: {
      sent,
      delivered,
      open,
      click,
      bounce: bounced,
      hardbounced: hardBounced,
      softbounced: softBounced,
      unsubscribed,
      spamreport: markedSpam,
      contactslost: lost,
      selected: sent,
      notsent: 0,
      dropped: 0,
      pending: 0,
      suppressed: 0,
    },
    deviceBreakdown: {
      open_device_type: devices(open, tally.openedOnComputer, tally.openedOnMobile),
      click_device_type: devices(click, tally.clickedOnComputer, tally.clickedOnMobile),
    },
    qualifierStats: {},
    ratios: {
      deliveredratio: percent(delivered, sent),
      openratio: percent(open, delivered),
      clickratio: percent(click, delivered),
      clickthroughratio: percent(click, open),
      bounceratio: percent(bounced, sent),
      hardbounceratio: percent(hardBounced, sent),
      softbounceratio: percent(softBounced, sent),
      unsubscribedratio: percent(unsubscribed, delivered),
      spamreportratio: percent(markedSpam, delivered),
      contactslostratio: percent(lost, sent),
      notsentratio: 0,
      pendingratio: 0,
    },
  };
}

function devices(all: number, computer: number, mobile: number) {
  return { computer, mobile, unknown: all - computer - mobile };
}

/** Of a hundred, to three decimals, as the original has them; 0 when there are no mails. */
function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 100_000) / 1_000;
}
