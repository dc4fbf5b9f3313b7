import { subscribe } from 'node:diagnostics_channel';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { afterAll } from 'vitest';

/**
 * Notes, while `npm run generate:tested` runs the tests, which requests the servers of this process have answered, and how.
 * Whoever sends them, unmodified clients included. In any other run it does nothing.
 */
const folder = process.env['MILLRACE_RECORD_OPERATIONS'];

if (folder !== undefined) {
  const answered = new Set<string>();
  subscribe('http.server.response.finish', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    answered.add(`${request.method} ${request.url!.split('?')[0]} ${response.statusCode}`);
  });
  afterAll(() => {
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, `${process.pid}-${performance.now()}.txt`);
    writeFileSync(file, [...answered].join('\n'));
  });
}
