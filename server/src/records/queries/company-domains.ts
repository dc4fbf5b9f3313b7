import type { Change, World } from '@millrace/core/record';
import type { AccountId } from '../../accounts/index.ts';
import type { Unit } from '../../history/index.ts';
import type { Db } from '../../platform/index.ts';

export const COMPANY = '0-2';

/** Characters of a domain name at most; what is longer is no domain, and no company is found by it. */
const DOMAIN_CHARACTERS_MAX = 253;

/** The company that has the domain, whatever its case, or had it before a merge; the oldest one where several have it. */
export async function findCompanyByDomain(
  db: Db,
  account: AccountId,
  domain: string,
): Promise<string | undefined> {
  const [row] = await db`
    select company.id from company_domains
    join records named on named.account_id = ${account} and named.object_type_id = ${COMPANY} and named.id = record_id
    join records company on company.account_id = ${account} and company.object_type_id = ${COMPANY}
      and company.id = coalesce(named.merged_into, named.id) and company.archived_at is null
    where company_domains.account_id = ${account} and domain = ${domain.toLowerCase()}
    order by record_id limit 1`;
  return row?.['id'] as string | undefined;
}

/** Keeps by which domain a company is found, for those whose domain was written. */
export async function keepCompanyDomains(
  { tx, account }: Unit,
  changes: readonly Change[],
  world: World,
): Promise<void> {
  const touched = changes.filter(
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
}

function bounded(domain: string | null): string | null {
  return domain !== null && domain.length <= DOMAIN_CHARACTERS_MAX ? domain : null;
}
