import { z } from 'zod';
import { type App, type Pages, pathPrefixOf } from '../platform/index.ts';

/** A page of ours: what it says, under a title. */
function pageOf(
  title: string,
  text: string,
  items: readonly (readonly [path: string, what: string])[],
  prefix: string,
): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
  :root { color-scheme: light dark; --ink: #1d2733; --soft: #5b6b7c; --line: #d8e0e8; --paper: #fbfcfd; --accent: #0b6e75; }
  @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9aa8b5; --line: #2c3843; --paper: #10171d; --accent: #4fc3c9; } }
  body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.6 system-ui, sans-serif; }
  main { max-width: 44rem; margin: 12vh auto; padding: 0 1.5rem; }
  h1 { font-size: 2rem; margin: 0 0 .25rem; letter-spacing: -.02em; }
  p { color: var(--soft); margin: 0 0 2rem; }
  ul { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
  li { display: flex; gap: 1rem; justify-content: space-between; padding: .75rem 0; border-bottom: 1px solid var(--line); }
  a { color: var(--accent); text-decoration: none; font-family: ui-monospace, monospace; font-size: .95rem; }
  a:hover { text-decoration: underline; }
  span { color: var(--soft); text-align: right; }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${text}</p>
<ul>
${items.map(([path, what]) => `  <li><a href="${prefix}${path}">${path}</a><span>${what}</span></li>`).join('\n')}
</ul>
</main>
</body>
</html>
`;
}

/** What people see instead of the page, where it is not built: how to build it, and where other things are. */
export const notBuiltPage = (prefix: string) =>
  pageOf(
    'Millrace is running',
    'HubSpot workflows on your own PostgreSQL. Its page for people is not built: run "npm run build:web", and open this address again. Everything works over the API meanwhile.',
    [
      ['/docs', 'the API, ready to be tried'],
      ['/docs/json', 'its OpenAPI description'],
      ['/health/ready', 'whether the server can work'],
      ['/metrics', 'for Prometheus'],
    ],
    prefix,
  );

/** Ids as a link of ours has them; nothing else gets into the page. */
const params = z.object({
  accountId: z.string().regex(/^\d{1,18}$/, 'must be the id of an account'),
  objectTypeId: z.string().regex(/^\d+-\d+$/, 'must be the id of an object type, such as 0-1'),
  objectId: z.string().regex(/^\d{1,18}$/, 'must be the id of a record'),
});

/** The pages' own routes; all others are found where no route is. Nobody shows a token to see them, so they hold no data. */
export function homeRoutes(app: App, page: Pages): void {
  const config = { open: 'pages' } as const;
  app.get('/', { config, schema: { hide: true } }, (request, reply) => page.send(request, reply));

  // What the `url` of a record leads to, as in the original.
  const record = '/contacts/:accountId/record/:objectTypeId/:objectId';
  app.get(record, { config, schema: { params, hide: true } }, async (request, reply) => {
    const { objectTypeId, objectId } = request.params;
    return reply.redirect(`${pathPrefixOf(request)}/records/${objectTypeId}/${objectId}`);
  });
}
