import { iso } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import { type AnswerOf, type Db, refused } from '../platform/index.ts';
import type { listMembersAnswer } from './answers.ts';
import type { ObjectList } from './list.ts';
import { type Member, selectMembers } from './queries/memberships.ts';

export interface MembersQuery {
  readonly order: 'ID' | 'JOINING';
  readonly limit: number;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  /** The request once more, with other parameters: the links of other pages. */
  readonly linkTo: (params: Readonly<Record<string, string | null>>) => string;
}

/** One page of a list's members; `after` leads on, `before` back to what lies before the place, nearest first. */
export async function pageOfMembers(
  db: Db,
  account: AccountId,
  list: ObjectList,
  query: MembersQuery,
): Promise<AnswerOf<typeof listMembersAnswer>> {
  const { order, limit, after, before, linkTo } = query;
  if (after !== undefined && before !== undefined)
    throw refused('before', 'NOT_ALLOWED', 'Give either after or before, not both.');
  const direction = before === undefined ? 'after' : 'before';
  const cursor = after ?? before;
  const place = cursor === undefined ? undefined : placeOf(cursor, direction);
  const found = await selectMembers(db, account, list.id, { order, direction, place, limit });
  const shown = found.slice(0, limit);
  const pageAt = (name: 'after' | 'before', member: Member) => {
    const at = cursorOf(member);
    const link = linkTo({ after: null, before: null, [name]: at });
    return name === 'after' ? { after: at, link } : { before: at, link };
  };
  const paging = {
    ...(found.length > limit ? { next: pageAt(direction, shown.at(-1)!) } : {}),
    ...(cursor !== undefined && shown[0]
      ? { prev: pageAt(direction === 'after' ? 'before' : 'after', shown[0]) }
      : {}),
  };
  return {
    results: shown.map(({ recordId, joinedAt }) => ({ recordId, membershipTimestamp: iso(joinedAt) })),
    total: list.size,
    ...(Object.keys(paging).length > 0 ? { paging } : {}),
  };
}

function cursorOf({ recordId, joinedAt }: Member): string {
  return `${joinedAt}-${recordId}`;
}

function placeOf(cursor: string, path: string): Member {
  const match = /^(-?\d{1,15})-(\d{1,18})$/.exec(cursor);
  if (!match) throw refused(path, 'WRONG_FORMAT', `${path} must be the cursor of an earlier page.`);
  return { joinedAt: Number(match[1]), recordId: match[2]! };
}
