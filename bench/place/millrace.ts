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
  /** The same Millrace as an account sees it that is made for it and has nothing yet. */
  inNewAccount(name: string): Promise<Millrace>;
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
  return asAccount(app, services, account.id, TOKEN);
}

type Api = Awaited<ReturnType<typeof createApi>>;

function asAccount(app: Api, services: Services, accountId: string, token: string): Millrace {
  const ask = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, body?: object) => {
    const answer = await app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { payload: body }),
    });
    if (answer.statusCode >= 300)
      throw new Error(`${method} ${url} answered ${answer.statusCode}: ${answer.body}`);
    return answer;
  };
  return {
    services,
    accountId,
    call: async (method, url, body) => (await ask(method, url, body)).json(),
    publish: async (emailId) => void (await ask('POST', `/marketing/v3/emails/${emailId}/publish`)),
    async inNewAccount(name) {
      const made = (await ask('POST', '/millrace/v1/accounts', { name })).json();
      return asAccount(app, services, made.id, made.token);
    },
    async listen() {
      return { url: await app.listen({ port: 0, host: '127.0.0.1' }), token };
    },
    async close() {
      await app.close();
      services.wake.close();
      services.mailer.close();
      await services.outgoing.close();
      await services.sql.end({ timeout: 5 });
    },
  };
}
