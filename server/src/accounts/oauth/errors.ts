import { ApiError } from '../../platform/index.ts';

/** The codes that clients of the original match on, each with its text and its name in RFC 6749. */
const REFUSALS = {
  BAD_GRANT_TYPE: ['missing or unknown grant type', 'unsupported_grant_type'],
  BAD_CLIENT_ID: ['missing or unknown client id', 'invalid_client'],
  BAD_CLIENT_SECRET: ['missing or invalid client secret', 'invalid_client'],
  BAD_REDIRECT_URI: ['missing or invalid redirect URI', 'invalid_grant'],
  BAD_AUTH_CODE: ['missing or unknown auth code', 'invalid_grant'],
  EXPIRED_AUTH_CODE: ['the auth code has expired', 'invalid_grant'],
  BAD_REFRESH_TOKEN: ['missing or invalid refresh token', 'invalid_grant'],
  BAD_CODE_VERIFIER: ['missing or wrong code verifier', 'invalid_grant'],
  BAD_SCOPE: ['the app was not registered with all scopes that are asked for', 'invalid_scope'],
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** 400, in the shape of the original's token endpoint: its code stands in `status`. */
export function oauthRefused(code: RefusalCode): ApiError {
  const [message, error] = REFUSALS[code];
  return new ApiError({
    status: 400,
    category: code,
    message,
    more: { status: code, error, error_description: message },
    headers: { 'cache-control': 'no-store' },
  });
}
