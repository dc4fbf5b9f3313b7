import { instantOf } from '../kit/index.ts';

const DAY_MS = 86_400_000;

/** The instants between which days of the account lie: from the first's beginning up to the last's end. */
export function instantsOf(
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  zone: string,
): { readonly from?: string; readonly to?: string } {
  return {
    ...(from === undefined ? {} : { from: begin(from, zone) }),
    ...(to === undefined ? {} : { to: begin(dayAfter(to), zone) }),
  };
}

function begin(day: string, zone: string): string {
  return new Date(instantOf(`${day}T00:00`, zone) ?? Date.parse(day)).toISOString();
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
}
