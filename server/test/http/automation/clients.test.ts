import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { Client } from '@hubspot/api-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

const example = new URL('../../../../core/flow/definition/corpus/form-ticket-email.json', import.meta.url);
const flow = JSON.parse(readFileSync(example, 'utf8'));

describe('@hubspot/api-client', () => {
  const request = async (method: string, path: string, body?: unknown) => {
    const client = new Client({ accessToken: millrace.token, basePath: millrace.url });
    const answer = await client.apiRequest({ method, path, ...(body === undefined ? {} : { body }) });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
  };

  test('makes, reads, changes, lists and deletes a flow', async () => {
    const made = await request('POST', '/automation/v4/flows', flow);
    expect(made.status).toBe(201);
    const path = `/automation/v4/flows/${made.body.id}`;
    expect((await request('GET', path)).body).toEqual(made.body);
    const { createdAt, updatedAt, dataSources, ...rest } = made.body;
    const changed = await request('PUT', path, { ...rest, isEnabled: false });
    expect([changed.status, changed.body.revisionId, changed.body.isEnabled]).toEqual([200, '2', false]);
    const inputs = [{ type: 'FLOW_ID', flowId: made.body.id }];
    expect((await request('POST', '/automation/v4/flows/batch/read', { inputs })).body.results).toEqual([
      changed.body,
    ]);
    const listed = (await request('GET', '/automation/v4/flows?limit=100')).body.results;
    expect(listed.map(({ id }: { id: string }) => id)).toContain(made.body.id);
    expect((await request('DELETE', path)).status).toBe(204);
    expect((await request('GET', path)).status).toBe(404);
  });
});

/** The server of a chat client, spoken to over its standard streams. */
class Mcp {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, (message: McpMessage) => void>();
  #id = 0;

  constructor() {
    const main = createRequire(import.meta.url).resolve('@hubspot/mcp-server');
    const env = { ...process.env, BASE_URL_OVERRIDE: millrace.url, PRIVATE_APP_ACCESS_TOKEN: millrace.token };
    this.#process = spawn(process.execPath, [main], { env, stdio: ['pipe', 'pipe', 'ignore'] });
    createInterface({ input: this.#process.stdout! }).on('line', (line) => {
      const message = JSON.parse(line) as McpMessage;
      this.#waiting.get(message.id)?.(message);
    });
  }

  request(method: string, params: object): Promise<McpMessage> {
    const id = ++this.#id;
    this.#process.stdin!.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  notify(method: string): void {
    this.#process.stdin!.write(`${JSON.stringify({ jsonrpc: '2.0', method })}\n`);
  }

  /** The text that a tool answers. */
  async tool(name: string, args: object): Promise<string> {
    const { result } = await this.request('tools/call', { name, arguments: args });
    return (result?.content ?? []).map(({ text }) => text).join('\n');
  }

  close(): void {
    this.#process.kill();
  }
}

interface McpMessage {
  readonly id: number;
  readonly result?: {
    readonly content?: readonly { readonly text: string }[];
    readonly tools?: { name: string }[];
  };
}

describe('@hubspot/mcp-server', () => {
  let mcp: Mcp;
  beforeAll(async () => {
    mcp = new Mcp();
    const clientInfo = { name: 'test', version: '1' };
    await mcp.request('initialize', { protocolVersion: '2024-11-05', capabilities: {}, clientInfo });
    mcp.notify('notifications/initialized');
  });
  afterAll(() => mcp.close());

  test('lists and reads flows', async () => {
    const { body: made } = await millrace.post('/automation/v4/flows', { ...flow, name: 'Seen by the chat' });
    expect(await mcp.tool('hubspot-list-workflows', { limit: 20 })).toContain('Seen by the chat');
    const read = await mcp.tool('hubspot-get-workflow', { flowId: made.id });
    expect(read).toContain(made.id);
    expect(read).toContain('"actionTypeId": "0-14"');
  });

  test('makes, reads and changes a task', async () => {
    const contact = await millrace.post('/crm/v3/objects/contacts', {
      properties: { email: 'chat@example.com' },
    });
    const contactIds = [Number(contact.body.id)];
    const metadata = { subject: 'Ring back', body: 'about the offer' };
    const made = await mcp.tool('hubspot-create-engagement', {
      type: 'TASK',
      ownerId: 7,
      associations: { contactIds },
      metadata,
    });
    const { engagement, ...rest } = JSON.parse(made.slice(made.indexOf('{'))).engagement;
    expect(rest).toMatchObject({ associations: { contactIds }, metadata });
    const engagementId = engagement.id;
    expect(await mcp.tool('hubspot-get-engagement', { engagementId })).toContain('Ring back');
    const changed = await mcp.tool('hubspot-update-engagement', {
      engagementId,
      associations: {},
      metadata: { subject: 'Rang back', status: 'COMPLETED' },
    });
    const { engagement: after } = JSON.parse(changed.slice(changed.indexOf('{')));
    expect(after).toMatchObject({
      associations: { contactIds },
      metadata: { subject: 'Rang back', body: 'about the offer', status: 'COMPLETED' },
    });
  });
});
