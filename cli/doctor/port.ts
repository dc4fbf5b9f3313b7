import { createServer } from 'node:net';
import { type Check, type Found, well } from './check.ts';

/** How long whoever has the port may take to answer. */
const PATIENCE_MS = 2_000;

export const port: Check = {
  name: 'port',
  async look({ host, port: number }) {
    const refusal = await refusalOf(host, number);
    if (refusal === undefined) return well(number === 0 ? 'any that is free' : `${number} is free`);
    return refusal === 'EADDRINUSE' ? taken(host, number) : refused(host, number, refusal);
  },
};

/** The code of why nobody can listen there; undefined where it is free. */
function refusalOf(host: string, number: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code, message }: NodeJS.ErrnoException) => resolve(code ?? message));
    server.listen(number, host, () => server.close(() => resolve(undefined)));
  });
}

async function taken(host: string, number: number): Promise<Found> {
  const reached = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const url = `http://${reached.includes(':') ? `[${reached}]` : reached}:${number}`;
  if (await isMillrace(url)) return well(`a Millrace listens on ${url}`);
  return {
    state: 'wrong',
    says: `Another program listens on port ${number}.`,
    todo: 'Stop it, or set MILLRACE_PORT to another.',
  };
}

async function isMillrace(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health/live`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return response.headers.has('x-hubspot-correlation-id') && (await response.text()).includes('"ok"');
  } catch {
    return false;
  }
}

function refused(host: string, number: number, code: string): Found {
  const says = `Nobody can listen on ${host}, port ${number} (${code}).`;
  return {
    state: 'wrong',
    says,
    todo: 'Set MILLRACE_HOST to an address of this machine, and MILLRACE_PORT to 1024 or more.',
  };
}
