import { COMPANY } from '@millrace/core/crm';
import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';

/** The company with the domain, in any case, or with it before a merge; the oldest where there are several. */
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
