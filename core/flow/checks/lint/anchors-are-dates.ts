import { quote } from '../../../problem/index.ts';
import { dateInZone, recurringDay } from '../../../time/index.ts';
import { anchorOf } from '../../definition/index.ts';
import type { Lint } from './finding.ts';
import { noDate } from './no-date.ts';

/** The date that delays count from is one, and not over. A property that is not there is reported at its mention. */
export const anchorsAreDates: Lint = (input) => {
  const { flow, world } = input;
  const anchor = anchorOf(flow);
  if (!anchor) return [];
  if (anchor.type === 'CONTACT_PROPERTY_ANCHOR') {
    const path = 'eventAnchor.contactProperty';
    return noDate(input, anchor.contactProperty, path, 'delays hold every record');
  }
  const { year, month, dayOfMonth } = anchor;
  if (year === undefined) return [];
  const today = dateInZone(world.now, world.timeZone);
  const day = recurringDay({ ...anchor, type: 'ONCE', year }, '0001-01-01');
  if (day === null || day >= today) return [];
  const path = 'eventAnchor';
  const message = `${path} ${quote(`${dayOfMonth} ${month} ${year}`)} is over: delays that would have ended by now are not waited for.`;
  return [
    {
      severity: 'info',
      code: 'ANCHOR_IS_OVER',
      path,
      message,
      fix: 'Write a day to come, if records are still to wait for it.',
    },
  ];
};
