/** Versions that the original calls by their month; betas are said so. An older month stays beside the newer ones. */
export const RELEASES: readonly string[] = ['2025-09', '2026-03', '2026-09'];
export const BETAS: readonly string[] = ['2026-09-beta', '2027-03-beta'];
const ALL = [...RELEASES, ...BETAS];

/** A part of the API that is served under a number, and under dates as well: the date stands after `dated`. */
export interface Family {
  readonly dated: string;
  readonly numbered: string;
  readonly versions: readonly string[];
}

/**
 * The families, a line for each: what is served under a number is served under every one of its dates, by the same
 * routes. Flows have left no beta yet.
 */
export const FAMILIES: readonly Family[] = [
  { dated: '/crm/objects', numbered: '/crm/v3/objects', versions: ALL },
  { dated: '/crm/associations', numbered: '/crm/v4/associations', versions: ALL },
  { dated: '/crm/properties', numbered: '/crm/v3/properties', versions: ALL },
  { dated: '/crm/pipelines', numbered: '/crm/v3/pipelines', versions: ALL },
  { dated: '/crm/owners', numbered: '/crm/v3/owners', versions: ALL },
  { dated: '/settings/users', numbered: '/settings/v3/users', versions: ALL },
  { dated: '/crm/lists', numbered: '/crm/v3/lists', versions: ALL },
  { dated: '/crm-object-schemas', numbered: '/crm-object-schemas/v3', versions: ALL },
  { dated: '/automation/actions', numbered: '/automation/v4/actions', versions: ALL },
  { dated: '/automation', numbered: '/automation/2026-09-beta', versions: BETAS },
  { dated: '/automation/v4', numbered: '/automation/2026-09-beta', versions: BETAS },
  { dated: '/events', numbered: '/events/v3', versions: ALL },
  { dated: '/events/custom', numbered: '/events/v3', versions: ALL },
  { dated: '/events/event-occurrences', numbered: '/events/v3/events', versions: ALL },
  { dated: '/communication-preferences', numbered: '/communication-preferences/v4', versions: ALL },
  { dated: '/marketing/forms', numbered: '/marketing/v3/forms', versions: ALL },
  { dated: '/marketing/emails', numbered: '/marketing/v3/emails', versions: ALL },
  { dated: '/marketing/email-campaigns', numbered: '/marketing/v4/email', versions: ALL },
  { dated: '/marketing/transactional', numbered: '/marketing/v3/transactional', versions: ALL },
  { dated: '/account-info', numbered: '/account-info/v3', versions: ALL },
  { dated: '/oauth', numbered: '/oauth/v3', versions: ALL },
];

const BY_PATH = new Map<string, string>(
  FAMILIES.flatMap(({ dated, numbered, versions }) =>
    versions.map((version) => [`${dated}/${version}`, numbered] as const),
  ),
);

/** The beginning of a path up to a month, `/crm/objects/2026-03`, and what follows it, its query too. */
const DATED = /^((?:\/[^/?]+){1,2}\/20\d\d-\d\d(?:-beta)?)((?:[/?].*)?)$/;

/** What is below a record and has a version of its own: `/contacts/7/associations/…`. */
const BELOW_RECORD = /^\/[^/?]+\/[^/?]+\/associations(?=[/?]|$)/;

/** Records under the number of the associations below them, of which the original has one listing or another. */
const RECORDS_V4 = /^\/crm\/v4\/objects(?=\/)(.*)$/;

/** The URL that the routes know for one with a date in its path, and for records under v4; any other is its own. */
export function numberedUrl(url: string): string {
  const [, records] = RECORDS_V4.exec(url) ?? [];
  if (records !== undefined) return BELOW_RECORD.test(records) ? url : `/crm/v3/objects${records}`;
  const [, beginning, rest = ''] = DATED.exec(url) ?? [];
  const numbered = beginning && BY_PATH.get(beginning);
  if (!numbered) return url;
  if (numbered === '/crm/v3/objects' && BELOW_RECORD.test(rest)) return `/crm/v4/objects${rest}`;
  return numbered + rest;
}
