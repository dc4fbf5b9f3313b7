/** The answers of the routes of accounts. */
import { z } from 'zod';
import { authorAnswer, errorAnswer, instantAnswer } from '../platform/index.ts';
import { EMAIL_LANGUAGES } from './email-settings.ts';
import { LIFECYCLE_STAGES } from './lifecycle-stages.ts';

const place = {
  portalId: z.int().describe('The account'),
  timeZone: z.string(),
  utcOffset: z.string().describe('Such as "+02:00"'),
  utcOffsetMilliseconds: z.int(),
};

export const accountDetailsAnswer = z
  .strictObject({
    ...place,
    accountType: z.enum(['DEVELOPER_TEST', 'STANDARD']),
    companyCurrency: z.string(),
    additionalCurrencies: z.array(z.string()),
    uiDomain: z.string(),
    dataHostingLocation: z.string(),
  })
  .meta({ id: 'AccountDetails' });

/** The same for older clients. */
export const olderAccountDetailsAnswer = z.strictObject({ ...place, currency: z.string() });

const usage = {
  name: z.string(),
  usageLimit: z.int(),
  currentUsage: z.int(),
  fetchStatus: z.literal('SUCCESS'),
};

export const dailyUsageAnswer = z.strictObject({
  ...usage,
  collectedAt: instantAnswer,
  resetsAt: instantAnswer,
});

/** The same for older clients, with instants in milliseconds since 1970. */
export const olderDailyUsageAnswer = z.strictObject({
  ...usage,
  collectedAt: z.int(),
  resetsAt: z.int(),
});

export const appAnswer = z
  .strictObject({
    id: z.string(),
    clientId: z.string(),
    name: z.string(),
    redirectUris: z.array(z.string()),
    scopes: z.array(z.string()),
    createdAt: instantAnswer,
  })
  .meta({ id: 'App' });

export const newAppAnswer = appAnswer
  .extend({ clientSecret: z.string().describe('Shown now and never again') })
  .meta({ id: 'NewApp' });

export const accountAnswer = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    timeZone: z.string(),
    currency: z.string(),
    createdAt: instantAnswer,
    now: instantAnswer.describe('What its clock says'),
  })
  .meta({ id: 'Account' });

export const newAccountAnswer = accountAnswer
  .extend({ token: z.string().describe('Of all scopes; shown now and never again') })
  .meta({ id: 'NewAccount' });

export const accessTokenAnswer = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    scopes: z.array(z.string()),
    createdAt: instantAnswer,
    createdBy: z.string().nullable().describe('The token that made it'),
    expiresAt: instantAnswer.nullable(),
    lastUsedAt: instantAnswer.nullable().describe('To the minute'),
  })
  .meta({ id: 'AccessToken' });

export const newAccessTokenAnswer = accessTokenAnswer
  .extend({ token: z.string().describe('Shown now and never again') })
  .meta({ id: 'NewAccessToken' });

export const secretAnswer = z
  .strictObject({
    name: z.string(),
    createdAt: instantAnswer,
    updatedAt: instantAnswer,
    savedBy: authorAnswer.nullable(),
  })
  .meta({ id: 'Secret' });

export const settingsAnswer = z
  .strictObject({
    accountId: z.string(),
    name: z.string(),
    timeZone: z.string().describe('An IANA name'),
    currency: z.string().describe('An ISO 4217 code'),
    defaultLifecycleStage: z.enum(LIFECYCLE_STAGES).nullable(),
    email: z.strictObject({
      trackOpens: z.boolean(),
      trackClicks: z.boolean(),
      marketingContactsOnly: z.boolean(),
      sender: z
        .strictObject({ name: z.string(), address: z.string(), replyTo: z.string().nullable() })
        .nullable()
        .describe('Who mails to people of the account come from, and marketing emails that name nobody'),
      language: z
        .enum(EMAIL_LANGUAGES)
        .describe('Of footers and pages, for recipients without `hs_language`'),
    }),
    company: z
      .strictObject({
        name: z.string(),
        streetAddress1: z.string(),
        streetAddress2: z.string(),
        city: z.string(),
        state: z.string(),
        zip: z.string(),
        country: z.string(),
      })
      .nullable()
      .describe('What the footer of marketing emails says of their sender'),
    holidays: z
      .array(z.strictObject({ date: z.string(), name: z.string(), everyYear: z.boolean() }))
      .describe('Days that delays of business days do not count'),
    updatedAt: instantAnswer.nullable(),
    savedBy: authorAnswer.nullable(),
  })
  .meta({ id: 'Settings' });

/** The tokens that an app holds after an exchange. */
export const tokenAnswer = z
  .strictObject({
    token_type: z.literal('bearer'),
    token_use: z.enum(['access_token', 'client_credentials']),
    access_token: z.string(),
    refresh_token: z.string().optional(),
    expires_in: z.int().describe('Seconds'),
    hub_id: z.int().describe('The account'),
    scopes: z.array(z.string()),
  })
  .meta({ id: 'OAuthTokens' });

const owner = {
  hub_id: z.int().describe('The account'),
  hub_domain: z.string(),
  user_id: z.int(),
};

/** Of a token that is not active nothing more is said. */
export const introspectionAnswer = z.union([
  z.strictObject({ active: z.literal(false) }),
  z.strictObject({
    ...owner,
    active: z.literal(true),
    token: z.string(),
    token_type: z.enum(['bearer', 'refresh']),
    token_use: z.enum(['access_token', 'refresh_token']),
    client_id: z.string(),
    app_id: z.int(),
    scopes: z.array(z.string()),
    expires_in: z.int().nullish().describe('Seconds; null for a token that does not end'),
    is_private_distribution: z.boolean().optional(),
  }),
]);

export const accessTokenInfoAnswer = z.strictObject({
  ...owner,
  token: z.string(),
  token_type: z.literal('access'),
  app_id: z.int(),
  scopes: z.array(z.string()),
  expires_in: z.int().nullable().describe('Seconds; null for a token that does not end'),
});

export const refreshTokenInfoAnswer = z.strictObject({
  ...owner,
  token: z.string(),
  token_type: z.literal('refresh'),
  client_id: z.string(),
  scopes: z.array(z.string()),
});

/** The same for newer clients. */
export const newerTokenInfoAnswer = z.strictObject({
  userId: z.int(),
  hubId: z.int(),
  appId: z.int(),
  scopes: z.array(z.string()),
});

/** In the shape of the original's token endpoint, with members that RFC 6749 has. */
const oauthError = z
  .strictObject({
    status: z.string().describe('Such as BAD_REFRESH_TOKEN'),
    message: z.string(),
    correlationId: z.string(),
    category: z.string(),
    error: z.string().describe('Such as invalid_grant'),
    error_description: z.string(),
  })
  .meta({ id: 'OAuthError' });

/** A refusal of the token endpoint; what cannot be read at all is refused as everywhere. */
export const oauthErrorAnswer = z.union([oauthError, errorAnswer]);

/** Who is signed in, and what a page of ours wants to know first. */
export const sessionAnswer = z
  .strictObject({
    accountId: z.string(),
    name: z.string(),
    timeZone: z.string(),
    currency: z.string(),
    mode: z.enum(['production', 'development']),
    version: z.string(),
    smtp: z.enum(['SET', 'CAPTURED']).describe('Whether mails go to a mail server, or stay in the mailbox'),
    outgoing: z
      .enum(['SENT', 'CAPTURED'])
      .describe('Whether requests to the outside world are sent, or kept in the outbox'),
    tokenId: z.string(),
    tokenName: z.string().nullable(),
    scopes: z.array(z.string()).describe('What the token may do, and so the session'),
    session: z
      .strictObject({
        id: z.string(),
        signedInAt: instantAnswer,
        endsAt: instantAnswer.describe('However much it is used'),
      })
      .nullable()
      .describe('Null for a request with an access token'),
  })
  .meta({ id: 'Session' });
