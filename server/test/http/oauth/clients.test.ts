import { Client } from '@hubspot/api-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { legacyClient } from '../../support/legacy-client.ts';
import { type Millrace, startMillrace } from '../../support/millrace.ts';
import { codeFor, REDIRECT_URI, registerApp, type TestApp } from './app.test-support.ts';

let millrace: Millrace;
let app: TestApp;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' });
  app = await registerApp(millrace);
});
afterAll(() => millrace.stop());

/** The client's types leave out what it hands through. */
type Tokens = { accessToken: string; refreshToken: string; expiresIn: number };

test("the original's client gets tokens, asks about them and calls with them", async () => {
  const client = new Client({ basePath: millrace.url });
  const code = await codeFor(millrace, app);
  const { tokensApi, accessTokensApi, refreshTokensApi } = client.oauth;
  const made = (await tokensApi.create(
    'authorization_code',
    code,
    REDIRECT_URI,
    app.clientId,
    app.clientSecret,
  )) as Tokens;
  const again = (await tokensApi.create(
    'refresh_token',
    undefined,
    undefined,
    app.clientId,
    app.clientSecret,
    made.refreshToken,
  )) as Tokens;
  expect(again).toMatchObject({ refreshToken: made.refreshToken, expiresIn: 1800 });
  const about = await accessTokensApi.get(again.accessToken);
  expect(about).toMatchObject({
    hubId: Number(millrace.accountId),
    appId: Number(app.id),
    tokenType: 'access',
  });
  expect((await refreshTokensApi.get(made.refreshToken)).clientId).toBe(app.clientId);

  client.setAccessToken(again.accessToken);
  const details = await (await client.apiRequest({ path: '/account-info/v3/details' })).json();
  expect(details).toMatchObject({ portalId: Number(millrace.accountId) });

  await refreshTokensApi.archive(made.refreshToken);
  await expect(refreshTokensApi.get(made.refreshToken)).rejects.toMatchObject({ code: 404 });
  await expect(
    tokensApi.create('authorization_code', code, REDIRECT_URI, app.clientId, app.clientSecret),
  ).rejects.toMatchObject({ code: 400 });
});

test("the original's older client does, too", async () => {
  const client = legacyClient({
    baseUrl: millrace.url,
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    redirectUri: REDIRECT_URI,
  });
  const made = await client.oauth.getAccessToken({ code: await codeFor(millrace, app) });
  client.refreshToken = made.refresh_token;
  const again = await client.refreshAccessToken();
  expect(await client.oauth.getPortalInfo(again.access_token)).toMatchObject({
    hub_id: Number(millrace.accountId),
  });
  expect(await client.integrations.getAccountDetails()).toMatchObject({
    portalId: Number(millrace.accountId),
    timeZone: 'America/New_York',
  });
  await expect(client.oauth.getAccessToken({ code: 'guess' })).rejects.toMatchObject({
    statusCode: 400,
    error: { status: 'BAD_AUTH_CODE' },
  });
});
