/** Headers of a page for people: no other site frames it, keeps it, or learns its address. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** A page with one purpose: its title, and content that is HTML already. */
export function pageHtml(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)}</title>
<style>
  :root { color-scheme: light dark; }
  body { margin: 0; font: 16px/1.6 system-ui, sans-serif; }
  main { max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem; }
  label, input[type=password] { display: block; width: 100%; box-sizing: border-box; margin-bottom: 1rem; }
  fieldset { margin: 0 0 1rem; padding: .5rem 1rem; border: 1px solid; border-radius: .5rem; }
  input, button { font: inherit; padding: .5rem .75rem; }
  small { display: block; margin-left: 1.75rem; }
  [role=alert] { color: #b3261e; }
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
