import { randomBytes } from 'node:crypto';

/** Bytes that nobody guesses. */
const NONCE_BYTES = 16;

/** What lets styles in that scripts of a page make. */
export function newNonce(): string {
  return randomBytes(NONCE_BYTES).toString('base64url');
}

/** Headers of a page for people: no other site frames it, keeps it, or learns its address. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** A page with one purpose: its title, content that is HTML already, and the language of both. */
export function pageHtml(title: string, content: string, language = 'en'): string {
  return `<!doctype html>
<html lang="${escapeText(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)}</title>
<style>
  :root { color-scheme: light dark; }
  body { margin: 0; font: 16px/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
  main { max-width: 34rem; margin: 8vh auto; padding: 0 1.5rem; }
  h1 { font-size: 1.6rem; line-height: 1.25; }
  label, input[type=password] { display: block; width: 100%; box-sizing: border-box; margin-bottom: 1rem; }
  form { margin: 0 0 1rem; }
  fieldset { margin: 0 0 1rem; padding: .25rem 1.25rem; border: 1px solid #8888; border-radius: .5rem; }
  fieldset p { margin: .75rem 0; }
  fieldset label { margin: 0; }
  legend { padding: 0 .5rem; font-weight: 600; }
  input, button { font: inherit; padding: .5rem .75rem; }
  input[type=checkbox] { width: 1.1rem; height: 1.1rem; margin: 0 .4rem 0 0; vertical-align: -.15rem; }
  button { min-height: 2.75rem; padding: .5rem 1.25rem; border: 1px solid #1f5fbf; border-radius: .5rem; background: #1f5fbf; color: #fff; cursor: pointer; }
  form + form button { background: none; border-color: #888; color: inherit; }
  a { color: light-dark(#1f5fbf, #8ab4f8); }
  small { display: block; margin-left: 1.6rem; opacity: .75; }
  [role=alert] { color: light-dark(#b3261e, #f2b8b5); }
  [role=status] { padding: .5rem 1rem; border-radius: .5rem; background: light-dark(#e6f4ea, #1e3a29); }
</style>
</head>
<body><main><h1>${escapeText(title)}</h1>
${content}
</main></body>
</html>
`;
}

/** A text as HTML, in an attribute too. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
