import { useAccountMoment, useAccountZone } from './account-time.ts';
import { dateTimeText, sinceText } from './time-text.ts';

interface InstantProps {
  /** ISO 8601. */
  readonly at: string;
  /** `since`: "3 hours ago", with the date where it is pointed at; `full`: date and time. */
  readonly as?: 'since' | 'full';
}

/** A point in time, in the account's zone and by the account's clock, which in development mode is not the browser's. */
export function Instant({ at, as = 'since' }: InstantProps) {
  const now = useAccountMoment();
  const zone = useAccountZone();
  const full = dateTimeText(at, zone);
  return (
    <time dateTime={at} title={`${full} (${zone})`}>
      {as === 'full' ? full : sinceText(at, now, zone)}
    </time>
  );
}
