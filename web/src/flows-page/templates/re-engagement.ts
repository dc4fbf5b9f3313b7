import { HeartPulse } from 'lucide-react';
import { action, allOf, delayDays, flow, inARow, property, sendEmail, to, whenMet } from './bodies.ts';
import type { Template } from './shape.ts';

/** Days without an opened email after which somebody counts as asleep, and days that they are given. */
const ASLEEP_DAYS = 90;
const GIVEN_DAYS = 14;

const LAST_OPEN = 'hs_email_last_open_date';

export const reEngagement: Template = {
  id: 're-engagement',
  name: 'Re-engagement',
  lead: 'Who has opened no email for 90 days gets one more; who leaves that unopened, too, gets no marketing any longer.',
  icon: HeartPulse,
  asks: [{ key: 'email', kind: 'email', label: 'Email that asks whether they are still there' }],
  body: ({ email }) =>
    flow(
      '0-1',
      'Re-engagement',
      inARow(
        sendEmail(email!),
        delayDays(GIVEN_DAYS),
        {
          type: 'LIST_BRANCH',
          connection: undefined,
          listBranches: [
            { branchName: 'Opened it', filterBranch: allOf(opened('IS_LESS_THAN_X_DAYS_AGO', GIVEN_DAYS)) },
          ],
          defaultBranchName: 'Still asleep',
          defaultBranch: to(4),
        },
        action('0-31', { targetContact: '{{ enrolled_object }}', marketableType: 'NON_MARKETABLE' }),
      ),
      {
        enrollmentCriteria: whenMet([opened('IS_MORE_THAN_X_DAYS_AGO', ASLEEP_DAYS)]),
      },
    ),
};

const opened = (operator: string, numberOfDays: number) =>
  property(LAST_OPEN, { operationType: 'ROLLING_DATE_RANGE', operator, numberOfDays });
