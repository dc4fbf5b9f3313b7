import type { WholeRequest } from '../../../testing/outbox.ts';
import type { Then } from '../form.ts';
import type { Stage } from '../stage.ts';
import { missingPart } from './part-of.ts';
import type { Unmet } from './unmet.ts';

type Expected = NonNullable<Then['requests']>[number];

/** All requests that flows have made, the oldest first. */
export async function requestFailures({ account }: Stage, { requests }: Then): Promise<readonly Unmet[]> {
  if (requests === undefined) return [];
  const expected = requests.flatMap((each) => Array.from({ length: each.times ?? 1 }, () => each));
  const found = await account.outbox.requests();
  const wrong = expected.flatMap((each, at) => (found[at] ? differencesOf(each, found[at], at + 1) : []));
  if (found.length === expected.length && wrong.length === 0) return [];
  const wanted = requests.map(sayExpected).join(', ') || 'none';
  const there = found.map(
    ({ method, url, status, at }) => `${method} ${url} at ${at}, answered ${status ?? 'nothing'}`,
  );
  const lines = [`requests: expected ${wanted}; found ${there.join(', ') || 'none'}`, ...wrong];
  return [{ message: lines.join('\n  ') }];
}

function differencesOf(expected: Expected, found: WholeRequest, number: number): string[] {
  const isThere = isUrlLike(expected.url, found.url) && (expected.method ?? found.method) === found.method;
  if (!isThere)
    return [
      `request ${number} is ${found.method} ${found.url}, not ${sayExpected({ ...expected, times: 1 })}`,
    ];
  if (expected.body === undefined) return [];
  const missing = missingPart(expected.body, jsonOf(found.body), `request ${number}: body`);
  return missing === undefined ? [] : [missing];
}

/** `*` stands for anything; what is asked behind the `?` need not be said. */
function isUrlLike(wanted: string, url: string): boolean {
  const literally = (text: string) => text.replace(/[\\^$.+?()[\]{}|]/g, '\\$&');
  const pattern = new RegExp(`^${wanted.split('*').map(literally).join('.*')}$`, 's');
  return pattern.test(url) || pattern.test(url.replace(/\?.*$/s, ''));
}

function jsonOf(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return text;
  }
}

function sayExpected({ url, method, times = 1 }: Expected): string {
  return `${method === undefined ? '' : `${method} `}${url}${times > 1 ? `, ${times} times` : ''}`;
}
