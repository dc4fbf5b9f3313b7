import { createRequire } from 'node:module';

// biome-ignore lint/suspicious/noExplicitAny: a test reads what the server really sent
type Call = (...given: any[]) => Promise<any>;

/** What tests use of the original's older client; its own types do not compile as a module. */
export interface LegacyClient {
  refreshToken?: string;
  refreshAccessToken: Call;
  readonly oauth: { readonly getAccessToken: Call; readonly getPortalInfo: Call };
  readonly integrations: { readonly getAccountDetails: Call };
  readonly workflows: Readonly<
    Record<'getAll' | 'get' | 'create' | 'delete' | 'enroll' | 'unenroll' | 'current', Call>
  >;
}

const Client = createRequire(import.meta.url)('hubspot');

/** The client as its users make it. Does not hold its calls back, as it does for the original's sake. */
export function legacyClient(options: Readonly<Record<string, unknown>>): LegacyClient {
  return new Client({ limiter: { minTime: 0 }, ...options });
}
