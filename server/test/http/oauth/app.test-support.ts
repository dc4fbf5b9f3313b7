import type { Answer, Millrace } from '../../support/millrace.ts';

export const REDIRECT_URI = 'https://app.example.test/callback?from=millrace';

/** An app as its author knows it. */
export interface TestApp {
  readonly id: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export async function registerApp(
  millrace: Millrace,
  scopes: readonly string[] = ['oauth', 'automation', 'crm.objects.quotes.read'],
): Promise<TestApp> {
  const made = await millrace.post('/millrace/v1/apps', {
    name: 'Sync <b>&</b> "more"',
    redirectUris: [REDIRECT_URI, 'http://localhost:3000/back'],
    scopes,
  });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return made.body;
}

/** The code that comes back when a person allows it, in development mode. */
export async function codeFor(
  millrace: Millrace,
  app: TestApp,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const query = new URLSearchParams({
    client_id: app.clientId,
    redirect_uri: REDIRECT_URI,
    approve: 'true',
    ...more,
  });
  const answer = await fetch(`${millrace.url}/oauth/authorize?${query}`, { redirect: 'manual' });
  const code = new URL(answer.headers.get('location') ?? 'none:').searchParams.get('code');
  if (code === null) throw new Error(await answer.text());
  return code;
}

/** Asks for tokens, form-encoded as clients do. */
export function ask(
  millrace: Millrace,
  app: TestApp,
  form: Readonly<Record<string, string>>,
  path = '/oauth/v1/token',
): Promise<Answer> {
  const body = new URLSearchParams({ client_id: app.clientId, client_secret: app.clientSecret, ...form });
  return millrace.call('POST', path, body.toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    authorization: '',
  });
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
