export const TOKEN = 'token-of-the-crash-test';

/** No answer takes longer, whatever happens to the server: a request that does has hung. */
export const ANSWER_MS_MAX = 60_000;

// biome-ignore lint/suspicious/noExplicitAny: what the server sent, whatever that is
export type Body = any;

/** An answer of the server, or undefined when none came: it was away. */
export async function ask(url: string, method: string, path: string, body?: unknown) {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
  try {
    const response = await fetch(url + path, {
      method,
      headers: body === undefined ? { authorization: headers.authorization } : headers,
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: (text === '' ? undefined : parse(text)) as Body,
      headers: response.headers,
    };
  } catch (error) {
    if ((error as Error).name === 'TimeoutError')
      throw new Error(`${method} ${path} was not answered within ${ANSWER_MS_MAX} ms.`);
    return undefined;
  }
}

/** What must succeed. */
export async function call(url: string, method: string, path: string, body?: unknown): Promise<Body> {
  const answer = await ask(url, method, path, body);
  if (!answer || answer.status >= 300)
    throw new Error(`${method} ${path} answered ${answer?.status}: ${JSON.stringify(answer?.body)}`);
  return answer.body;
}

/** Every page of a list. */
export async function all(url: string, path: string): Promise<Body[]> {
  const found: Body[] = [];
  let after: string | undefined;
  do {
    const separator = path.includes('?') ? '&' : '?';
    const page: Body = await call(url, 'GET', after ? `${path}${separator}after=${after}` : path);
    found.push(...page.results);
    after = page.paging?.next?.after;
  } while (after);
  return found;
}

/** Random numbers from 0 to 1, but the same in every run: a failure can be run again. */
export function randomness(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
