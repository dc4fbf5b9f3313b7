import type { App } from '../platform/index.ts';

/** What stands at `/` until the editor does: where things are. */
const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Millrace</title>
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
<h1>Millrace is running</h1>
<p>HubSpot workflows on your own PostgreSQL. This page makes room for the editor; everything works over the API.</p>
<ul>
  <li><a href="/docs">/docs</a><span>the API, ready to be tried</span></li>
  <li><a href="/docs/json">/docs/json</a><span>its OpenAPI description</span></li>
  <li><a href="/health/ready">/health/ready</a><span>whether the server can work</span></li>
  <li><a href="/metrics">/metrics</a><span>for Prometheus</span></li>
</ul>
</main>
</body>
</html>
`;

export function homeRoutes(app: App): void {
  app.get('/', { config: { open: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(PAGE),
  );
}
