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
      ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(String(value))}">`,
    );
  const token = asked.token
    ? '<label>An access token with the scope millrace.admin <input type="password" name="token" autocomplete="off" required autofocus></label>'
    : '';
  return layout(
    `Let ${app.name} in?`,
    `<p>It may do in this account what these scopes allow, until you delete it in the settings:</p>
<ul>${scopes.map((scope) => `<li>${escaped(scope)}</li>`).join('')}</ul>
<p>You go on to <b>${escaped(new URL(redirectUri).host)}</b>.</p>
${asked.problem === undefined ? '' : `<p role="alert">${escaped(asked.problem)}</p>`}
<form method="post" action="${escaped(asked.action)}">${hidden.join('')}${token}
<button>Allow</button> <a href="${escaped(asked.cancelAddress)}">Cancel</a></form>`,
  );
}

/** The page that says why nobody is asked. */
export function refusalPage(message: string): string {
  return layout('This app cannot be let in', `<p role="alert">${escaped(message)}</p>`);
}

function layout(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
  :root { color-scheme: light dark; }
  body { margin: 0; font: 16px/1.6 system-ui, sans-serif; }
  main { max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem; }
  label, input[type=password] { display: block; width: 100%; box-sizing: border-box; margin-bottom: 1rem; }
  input, button { font: inherit; padding: .5rem .75rem; }
  [role=alert] { color: #b3261e; }
</style>
</head>
<body><main><h1>${escaped(title)}</h1>
${content}
</main></body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
