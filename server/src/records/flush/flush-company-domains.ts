import { COMPANY } from '@millrace/core/crm';
import type { Flusher } from '../../history/index.ts';

/** Characters of a domain name at most; a longer text is no domain, and no company is found by it. */
const DOMAIN_CHARACTERS_MAX = 253;

/** Keeps the domains by which companies are found, of the companies whose domain was written. */
export const flushCompanyDomains: Flusher = async ({ tx, account, world }) => {
  const touched = world.changes.filter(
    ({ ref, before, after }) =>
      ref.objectTypeId === COMPANY && [before, after].some((side) => side?.['domain'] !== undefined),
  );
  const domains = new Map(
    touched.map(({ ref }) => [ref.id, world.record(ref)?.properties['domain']?.toLowerCase() ?? null]),
  );
  if (domains.size === 0) return;
  await tx`
    insert into company_domains (account_id, record_id, domain)
    select ${account.id}::bigint, record_id, domain
    from unnest(${[...domains.keys()]}::bigint[], ${[...domains.values()].map(bounded)}::text[]) as row (record_id, domain)
    on conflict (account_id, record_id) do update set domain = excluded.domain`;
};

function bounded(domain: string | null): string | null {
  return domain !== null && domain.length <= DOMAIN_CHARACTERS_MAX ? domain : null;
}
