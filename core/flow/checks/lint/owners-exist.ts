import { quote } from '../../../problem/index.ts';
import type { Finding, Lint } from './finding.ts';

/** As in the original, writes do not check owners: a missing one is only likely a mistake. */
export const ownersExist: Lint = ({ mentions, world }) =>
  mentions.flatMap((mention): Finding[] => {
    if (mention.kind !== 'owner' || world.has('owner', mention.id)) return [];
    const { id, path } = mention;
    const message = `${path} ${quote(id)} is the id of no owner; it is written all the same.`;
    const fix = 'Name an owner that there is; GET /crm/v3/owners lists them.';
    return [{ severity: 'info', code: 'UNKNOWN_OWNER', path, message, fix }];
  });
