import { ensureFirstAccount } from '../../server/src/accounts/index.ts';
import {
  type Config,
  createLog,
  type DatabaseAddress,
  migrate,
  type OnStatement,
  openDatabase,
} from '../../server/src/platform/index.ts';
import { createApi, createServices, type Services } from '../../server/src/roles/index.ts';

/** A Millrace composed in this process; nothing runs in it until it is told to. */
export interface Millrace {
  readonly services: Services;
  readonly accountId: string;
  /** Calls the API without a network; throws when it refuses. */
  // biome-ignore lint/suspicious/noExplicitAny: benches read a few members of a few answers
  call(method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, body?: object): Promise<any>;
  /** Publishes a marketing email, which is answered without a body. */
  publish(emailId: string): Promise<void>;
  /** Listens on the loopback interface. */
  listen(): Promise<{ readonly url: string; readonly token: string }>;
  close(): Promise<void>;
}

const TOKEN = 'bench-token-of-the-first-account';

const CONFIG: Config = {
  port: 0,
  workerPort: 0,
  host: '127.0.0.1',
  dataDir: '/nonexistent',
  databaseUrl: undefined,
  token: TOKEN,
  mode: 'production',
  smtpUrl: undefined,
  secretKey: Buffer.alloc(32, 7),
  role: 'all',
  logLevel: 'warn',
};

export async function openMillrace(
  address: DatabaseAddress,
  onStatement?: OnStatement,
  changed: Partial<Config> = {},
): Promise<Millrace> {
  const sql = openDatabase(address, { onStatement });
  await migrate(sql);
  const account = await ensureFirstAccount(sql, TOKEN);
  const services = createServices({ ...CONFIG, ...changed }, createLog(CONFIG.logLevel), sql);
  const app = await createApi(services);
  const ask = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, body?: object) => {
    const answer = await app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${TOKEN}` },
      ...(body === undefined ? {} : { payload: body }),
    });
    if (answer.statusCode >= 300)
      throw new Error(`${method} ${url} answered ${answer.statusCode}: ${answer.body}`);
    return answer;
  };
  return {
    services,
    accountId: account.id,
    call: async (method, url, body) => (await ask(method, url, body)).json(),
    publish: async (emailId) => void (await ask('POST', `/marketing/v3/emails/${emailId}/publish`)),
    async listen() {
      return { url: await app.listen({ port: 0, host: '127.0.0.1' }), token: TOKEN };
    },
    async close() {
      await app.close();
      services.wake.close();
      services.mailer.close();
      await services.outgoing.close();
      await sql.end({ timeout: 5 });
    },
  };
}
