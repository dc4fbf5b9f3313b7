/** "2026-11-27T14:05", as a field of the type datetime-local has it. */
export function localText(at: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(at));
  return parts.replace(' ', 'T');
}

/** The instant of a local time; of one that the zone shows twice the first, and of one that it skips as much later. */
export function instantOf(local: string, zone: string): number | undefined {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const offsets = [asUtc - DAY_MS, asUtc + DAY_MS].map((near) => offsetAt(near, zone));
  const found = offsets
    .map((offset) => asUtc - offset)
    .filter((at) => localText(at, zone) === local.slice(0, 16));
  return found.length > 0 ? Math.min(...found) : asUtc - offsets[0]!;
}

const DAY_MS = 86_400_000;

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
export function offsetAt(at: number, zone: string): number {
  const minute = Math.floor(at / 60_000) * 60_000;
  return Date.parse(`${localText(minute, zone)}Z`) - minute;
}
