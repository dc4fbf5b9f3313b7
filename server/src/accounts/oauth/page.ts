import { escapeText, pageHtml } from '../../platform/index.ts';
import type { ConsentRequest } from './consent.ts';
import type { Consent } from './queries.ts';

/** The questions of the page besides consent: production mode asks for a token. */
export interface Asked {
  readonly token: boolean;
  readonly problem?: string;
  readonly cancelAddress: string;
  /** Where the consent is sent to. */
  readonly action: string;
}

/** The page on which a person lets an app in. */
export function consentPage(consent: Consent, request: ConsentRequest, asked: Asked): string {
  const { app, scopes, redirectUri } = consent;
  const hidden = Object.entries(request)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) =>
        `<input type="hidden" name="${escapeText(name)}" value="${escapeText(String(value))}">`,
    );
  const token = asked.token
    ? '<label>An access token with the scope millrace.admin <input type="password" name="token" autocomplete="off" required autofocus></label>'
    : '';
  return pageHtml(
    `Let ${app.name} in?`,
    `<p>It may do in this account what these scopes allow, until you delete it in the settings:</p>
<ul>${scopes.map((scope) => `<li>${escapeText(scope)}</li>`).join('')}</ul>
<p>You go on to <b>${escapeText(new URL(redirectUri).host)}</b>.</p>
${asked.problem === undefined ? '' : `<p role="alert">${escapeText(asked.problem)}</p>`}
<form method="post" action="${escapeText(asked.action)}">${hidden.join('')}${token}
<button>Allow</button> <a href="${escapeText(asked.cancelAddress)}">Cancel</a></form>`,
  );
}

/** The page that says why nobody is asked. */
export function refusalPage(message: string): string {
  return pageHtml('This app cannot be let in', `<p role="alert">${escapeText(message)}</p>`);
}
