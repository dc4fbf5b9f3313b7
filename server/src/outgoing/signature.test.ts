import { Signature } from '@hubspot/api-client';
import { expect, test } from 'vitest';
import { signatureHeaders } from './signature.ts';

const CLIENT_SECRET = 'a secret of the app, with ümlauts';

const requests = [
  { method: 'POST', url: 'https://hooks.example.test/x?b=2&a=1', body: '{"vid":1,"name":"Zoë"}' },
  { method: 'GET', url: 'https://hooks.example.test/x?q=%20%C3%A9', body: '' },
  { method: 'DELETE', url: 'https://hooks.example.test', body: '' },
] as const;

test.each(requests)('the original client takes the signatures of a $method to $url', (request) => {
  const check = (signature: string | undefined, signatureVersion: string, timestamp?: number) =>
    Signature.isValid({
      signature: signature!,
      signatureVersion,
      clientSecret: CLIENT_SECRET,
      method: request.method,
      url: new URL(request.url).href,
      requestBody: request.body,
      ...(timestamp === undefined ? {} : { timestamp }),
    });
  for (const version of ['v1', 'v2'] as const) {
    const headers = signatureHeaders({ clientSecret: CLIENT_SECRET, ...request }, version);
    expect(headers['x-hubspot-signature-version']).toBe(version);
    expect(check(headers['x-hubspot-signature'], version)).toBe(true);
    const timestamp = Number(headers['x-hubspot-request-timestamp']);
    expect(check(headers['x-hubspot-signature-v3'], 'v3', timestamp)).toBe(true);
    expect(check(headers['x-hubspot-signature-v3'], 'v3', timestamp - 1)).toBe(false);
  }
});

test('the third is computed without some escapes, the second with them; neither with the fragment', () => {
  const signed = { clientSecret: 's', method: 'GET', body: '' } as const;
  const of = (url: string) => signatureHeaders({ ...signed, url }, 'v2', 1);
  const [escaped, plain] = [
    of('https://a.test/?to=b%40c.test%2Fd%20e'),
    of('https://a.test/?to=b@c.test/d%20e#f'),
  ];
  expect(escaped['x-hubspot-signature-v3']).toBe(plain['x-hubspot-signature-v3']);
  expect(escaped['x-hubspot-signature']).not.toBe(plain['x-hubspot-signature']);
  expect(of('https://a.test/#f')).toEqual(of('https://a.test/'));
});
