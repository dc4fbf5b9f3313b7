import { quote } from '../../../problem/index.ts';
import type { ThingMention } from '../../mentions/index.ts';
import type { Finding, Lint } from './finding.ts';

/** Owners, users and teams that are named are there. As in the original, writes do not check owners; of several recipients one may be missing. */
export const peopleExist: Lint = ({ mentions, world }) =>
  mentions.flatMap((mention): Finding[] =>
    mention.kind === 'property' || !isPerson(mention) || world.has(mention.kind, mention.id)
      ? []
      : [missing(mention)],
  );

/** Whether the mention is of somebody. */
export function isPerson({ kind }: ThingMention): boolean {
  return kind === 'owner' || kind === 'user' || kind === 'team';
}

function missing({ kind, id, path }: ThingMention): Finding {
  const code = `UNKNOWN_${kind.toUpperCase()}`;
  if (kind === 'owner') {
    const message = `${path} ${quote(id)} is the id of no owner; it is written all the same.`;
    const fix = 'Name an owner that there is; GET /crm/v3/owners lists them.';
    return { severity: 'info', code, path, message, fix };
  }
  const message = `${path} ${quote(id)} is the id of no ${kind}: nobody is reached by it.`;
  const listed = kind === 'user' ? '/settings/v3/users' : '/settings/v3/users/teams';
  const fix = `Name a ${kind} that there is; GET ${listed} lists them.`;
  return { severity: 'warning', code, path, message, fix };
}
