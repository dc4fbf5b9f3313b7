const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "3 days", "1 day and 4 hours", "25 minutes": what one would say of a time that is over. */
export function gapText(ms: number): string {
  const days = Math.floor(ms / DAY);
  const hours = Math.round((ms % DAY) / HOUR);
  if (days >= 7 || (days > 0 && (hours === 0 || hours === 24))) return count(Math.round(ms / DAY), 'day');
  if (days > 0) return `${count(days, 'day')} and ${count(hours, 'hour')}`;
  const minutes = Math.round((ms % HOUR) / MINUTE);
  const whole = Math.floor(ms / HOUR);
  if (whole === 0) return count(Math.round(ms / MINUTE), 'minute');
  return minutes === 0 || whole >= 6
    ? count(Math.round(ms / HOUR), 'hour')
    : `${count(whole, 'hour')} and ${count(minutes, 'minute')}`;
}

function count(number: number, unit: string): string {
  return number === 1 ? `1 ${unit}` : `${number} ${unit}s`;
}
