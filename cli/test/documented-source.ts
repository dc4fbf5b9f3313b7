import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What an import may ask of its source: operations that the original documents, all of which only read. */
const DOCUMENTED = [
  'GET /account-info/v3/details',
  'GET /crm-object-schemas/v3/schemas',
  'GET /crm/v3/properties/*',
  'GET /crm/v3/properties/*/groups',
  'GET /crm/v3/pipelines/*',
  'GET /crm/associations/v4/*/*/labels',
  'GET /crm/v3/owners',
  'GET /settings/v3/users',
  'GET /settings/v3/users/teams',
  'GET /communication-preferences/v4/definitions',
  'GET /events/v3/event-definitions',
  'GET /marketing/v3/forms',
  'GET /marketing/v3/emails',
  'GET /marketing/v3/emails/*',
  'POST /crm/v3/lists/search',
  'GET /crm/v3/lists',
  'GET /crm/v3/lists/*/memberships',
  'GET /crm/v3/objects/*',
  'POST /crm/v3/objects/*/batch/read',
  'POST /crm/v3/objects/*/search',
  'POST /crm/v4/associations/*/*/batch/read',
  'GET /automation/v4/flows',
  'POST /automation/v4/flows/batch/read',
].map((operation) => new RegExp(`^${operation.replaceAll('*', '[^/]+')}$`));

/** A server between an import and one of its ends. */
export interface Between {
  readonly url: string;
  /** Every call as it came: `GET /crm/v3/owners`. */
  readonly calls: string[];
  /** Answers in the place of what is behind, where it answers true. */
  instead: (call: string, response: ServerResponse) => boolean;
  /** Whether the connection is cut after a call was passed on, and before it is answered: done, and nobody knows. */
  cuts: (call: string) => boolean;
  close(): Promise<void>;
}

/** Knows no other calls than those that the original documents: any other finds a page that says so. */
export async function documentedSource(
  behind: string,
): Promise<Between & { readonly undocumented: string[] }> {
  const undocumented: string[] = [];
  const server = await between(behind);
  server.instead = (call, response) => {
    if (DOCUMENTED.some((pattern) => pattern.test(call))) return false;
    undocumented.push(call);
    response.writeHead(404, { 'content-type': 'text/html' }).end('<html>Not found</html>');
    return true;
  };
  return Object.assign(server, { undocumented });
}

export async function between(behind: string): Promise<Between> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => response.writeHead(500).end(error.message));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const self: Between = {
    url: `http://127.0.0.1:${port}`,
    calls: [],
    instead: () => false,
    cuts: () => false,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return self;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = `${request.method} ${request.url!.split('?')[0]}`;
    self.calls.push(call);
    const body = await text(request);
    if (self.instead(call, response)) return;
    const answered = await fetch(behind + request.url, {
      method: request.method!,
      headers: { authorization: request.headers.authorization!, 'content-type': 'application/json' },
      ...(body === '' ? {} : { body }),
    });
    const said = await answered.text();
    if (self.cuts(call)) {
      response.destroy();
      return;
    }
    response.writeHead(answered.status, { 'content-type': answered.headers.get('content-type') ?? '' });
    response.end(said);
  }
}
