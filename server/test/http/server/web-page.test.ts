import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';
import { sendRaw } from '../../support/raw-http.ts';

/** A built page in small: a document, a script with its compressed copy, an icon, and what the build leaves for itself. */
const SCRIPT = 'export const word = "plain";';
let folder: string;
let millrace: Millrace;
beforeAll(async () => {
  folder = await mkdtemp('/tmp/millrace-web-');
  const dist = path.join(folder, 'dist');
  await mkdir(path.join(dist, 'assets'), { recursive: true });
  await mkdir(path.join(dist, '.vite'));
  await Promise.all([
    writeFile(path.join(folder, 'secret.txt'), 'not for strangers'),
    writeFile(
      path.join(dist, 'index.html'),
      '<!doctype html><html><head><link rel="icon" href="/icon.svg"><script type="module" src="/assets/main-h4sh.js"></script></head><body><div id="root"></div></body></html>',
    ),
    writeFile(path.join(dist, 'assets/main-h4sh.js'), SCRIPT),
    writeFile(path.join(dist, 'assets/main-h4sh.js.br'), 'small by brotli'),
    writeFile(path.join(dist, 'assets/main-h4sh.js.gz'), 'small by gzip'),
    writeFile(path.join(dist, 'assets/.hidden'), 'hidden'),
    writeFile(path.join(dist, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>'),
    writeFile(path.join(dist, '.made-of'), 'a hash'),
    writeFile(path.join(dist, '.vite/manifest.json'), '{}'),
  ]);
  millrace = await startMillrace({ webFolder: dist });
});
afterAll(async () => {
  await millrace.stop();
  await rm(folder, { recursive: true });
});

const HTML = { authorization: '', accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const open = (at: string, headers = {}, method = 'GET') =>
  millrace.call(method, at, undefined, { ...HTML, ...headers });

describe('the document', () => {
  test.each([
    '/',
    '/sign-in',
    '/flows',
    '/flows/7?action=4',
    '/records/0-1/1001',
    '/settings/tokens',
    '/emails',
    '/nowhere/at/all',
  ])('is what a browser gets at %s', async (at) => {
    const { status, body, headers } = await open(at);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body).toContain('<div id="root">');
    const policy = headers.get('content-security-policy')!;
    const nonce = /<meta property="csp-nonce" nonce="([\w-]{22})"/.exec(body)?.[1];
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
        `style-src 'self' 'nonce-${nonce}'`,
      ]),
    );
    expect(policy).not.toMatch(/script-src|unsafe-eval/);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-cache',
    });
  });

  test.each([
    ['a program', '/flows', { accept: 'application/json' }],
    ['who takes anything', '/flows', { accept: '*/*' }],
    ['who says nothing', '/flows', { accept: '' }],
    ['who wants no HTML', '/flows', { accept: 'text/html;q=0, application/json' }],
    ['a path of the API', '/automation/v4/flowz', {}],
    ['a path of the API without its version', '/crm/objects', {}],
    ['a path of ours', '/millrace/v1/flowz', {}],
    ['a version of what has pages, too', '/settings/v3/nothing', {}],
    ['a month of it', '/settings/2026-09/nothing', {}],
    ['an API that is not served', '/files/v3/files', {}],
    ['a script of an earlier build', '/assets/main-0ld.js', {}],
  ])('is not for %s: that stays a 404 in JSON', async (_who, at, headers) => {
    const { status, body } = await open(at, headers);
    expect([status, body.category]).toEqual([404, 'PATH_NOT_SERVED']);
  });

  test('is not for writes', async () => {
    expect((await open('/flows', {}, 'POST')).status).toBe(404);
    expect((await open('/', {}, 'POST')).status).toBe(405);
  });

  test('is not sent again to who has it, and has no body for HEAD', async () => {
    const first = await open('/flows');
    const etag = first.headers.get('etag')!;
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await open('/flows/8', { 'if-none-match': known });
      expect([again.status, again.body]).toEqual([304, undefined]);
      expect(again.headers.get('content-security-policy')).toBe(first.headers.get('content-security-policy'));
    }
    expect((await open('/flows', { 'if-none-match': '"other"' })).status).toBe(200);
    const head = await open('/flows', {}, 'HEAD');
    expect([head.status, head.body, head.headers.get('etag')]).toEqual([200, undefined, etag]);
  });

  test('is the new one once it is built anew', async () => {
    const file = path.join(folder, 'dist/index.html');
    const etag = (await open('/')).headers.get('etag')!;
    await writeFile(file, '<!doctype html><html><head></head><body><div id="root">newer</div></body></html>');
    const newer = await open('/', { 'if-none-match': etag });
    expect([newer.status, newer.body.includes('newer')]).toEqual([200, true]);
  });
});

describe('its files', () => {
  const script = '/assets/main-h4sh.js';

  test('are open, never change, and come compressed to who can read that', async () => {
    const plain = await open(script, { 'accept-encoding': 'identity' });
    expect([plain.status, plain.body]).toEqual([200, SCRIPT]);
    expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(plain.headers.get('content-type')).toMatch(/^application\/javascript/);
    expect(plain.headers.get('x-content-type-options')).toBe('nosniff');
    for (const [accepted, encoding] of [
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
    ]) {
      const answer = await sendRaw(
        millrace.url,
        `GET ${script} HTTP/1.1\r\nhost: localhost\r\naccept-encoding: ${accepted}\r\nconnection: close\r\n\r\n`,
      );
      expect(answer.headers).toMatchObject({
        'content-encoding': encoding,
        vary: 'accept-encoding',
        'content-type': expect.stringMatching(/^application\/javascript/),
      });
    }
  });

  test('are not sent again to who has them, and have no body for HEAD', async () => {
    const first = await open(script, { 'accept-encoding': 'identity' });
    // By hand: fetch forbids caches for a request with a condition of its own.
    const again = await sendRaw(
      millrace.url,
      `GET ${script} HTTP/1.1\r\nhost: localhost\r\nif-none-match: ${first.headers.get('etag')}\r\nconnection: close\r\n\r\n`,
    );
    expect([again.status, again.body]).toEqual([304, '']);
    const head = await open(script, { 'accept-encoding': 'identity' }, 'HEAD');
    expect([head.status, head.body, head.headers.get('content-length')]).toEqual([
      200,
      undefined,
      String(SCRIPT.length),
    ]);
  });

  test('beside the hashed ones are kept for an hour', async () => {
    const icon = await open('/icon.svg');
    expect([icon.status, icon.headers.get('content-type'), icon.headers.get('cache-control')]).toEqual([
      200,
      'image/svg+xml',
      'public, max-age=3600',
    ]);
  });

  test.each([
    '/assets/../index.html',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets//etc/passwd',
    '/assets/%00',
    '/assets/.hidden',
    '/assets/',
    '/assets',
    '/.made-of',
    '/.vite/manifest.json',
    '/index.html/../../secret.txt',
    '//etc/passwd',
    '/assets/main-h4sh.js/../../../secret.txt',
    '/assets/..;/..;/secret.txt',
  ])('are all that is sent: nothing at %s', async (at) => {
    const { status, body } = await sendRaw(
      millrace.url,
      `GET ${at} HTTP/1.1\r\nhost: localhost\r\naccept: */*\r\nconnection: close\r\n\r\n`,
    );
    expect([404, 400]).toContain(status);
    expect(body).toMatchObject({ status: 'error' });
    expect(JSON.stringify(body)).not.toMatch(/root:|not for strangers|hidden"|a hash/);
  });
});

test('a record’s address leads to its page', async () => {
  const { results } = (await millrace.get('/crm/v3/objects/contacts?limit=1')).body;
  expect(results).toEqual([]);
  const answer = await fetch(`${millrace.url}/contacts/${millrace.accountId}/record/0-1/1001`, {
    redirect: 'manual',
  });
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/records/0-1/1001']);
});

describe('below a path of the public address', () => {
  test('everything is found there', async () => {
    const behind = await startMillrace({
      webFolder: path.join(folder, 'dist'),
      publicUrl: 'https://example.com/millrace',
    });
    await writeFile(
      path.join(folder, 'dist/index.html'),
      '<html><head><script src="/assets/a.js"></script><link href="/icon.svg"><a href="//other"></head></html>',
    );
    const { body } = await behind.call('GET', '/flows', undefined, HTML);
    expect(body).toContain('src="/millrace/assets/a.js"');
    expect(body).toContain('href="/millrace/icon.svg"');
    expect(body).toContain('href="//other"');
    const record = await fetch(`${behind.url}/contacts/1/record/0-1/7`, { redirect: 'manual' });
    expect(record.headers.get('location')).toBe('/millrace/records/0-1/7');
    await behind.stop();
  });
});

describe('where it is not built', () => {
  test('a page says how to, at every path that a person opens; the API is as ever', async () => {
    const without = await startMillrace({ webFolder: path.join(folder, 'nothing') });
    for (const at of ['/', '/sign-in', '/flows']) {
      const { status, body } = await without.call('GET', at, undefined, HTML);
      expect([status, body.includes('npm run build:web')]).toEqual([200, true]);
    }
    expect((await without.call('GET', '/assets/main-h4sh.js', undefined, { accept: '*/*' })).status).toBe(
      404,
    );
    expect((await without.get('/automation/v4/flows')).status).toBe(200);
    expect((await without.call('GET', '/docs/', undefined, HTML)).status).toBe(200);
    await without.stop();
  });
});
