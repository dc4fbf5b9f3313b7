/**
 * The API's description, made from the routes' schemas, and a page to try it on: `/docs` and `/docs/json`, without a
 * token. It reads routes as they are registered and costs their requests nothing.
 */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { App } from '../../platform/index.ts';
import { VERSION } from '../version.ts';
import { describing } from './document.ts';
import { TAGS } from './features.ts';

export { DIFFERENCES } from './differences.ts';

const DESCRIPTION = `Millrace runs HubSpot workflows on your own PostgreSQL, and serves the HubSpot Automation API and the
parts of the CRM, forms and marketing APIs that workflows need. What the original lacks is under \`/millrace/v1\`.

Send \`Authorization: Bearer <access token>\`. The server prints a token at its first start.

Millrace is independent of HubSpot, Inc.`;

/** The page offers no other description and no other server. */
const STYLE = '.swagger-ui .topbar, .swagger-ui .servers-title, .swagger-ui .servers { display: none }';

/** Call before the routes are registered. A route without summary or response schema stops the start. */
export async function describeApi(app: App, publicUrl: string | undefined): Promise<void> {
  app.addHook('onRoute', ({ url, method, schema }) => {
    if (schema?.['hide'] || (schema?.['summary'] && schema.response)) return;
    throw new Error(
      `What does ${method} ${url} do, and what does it answer? Its schema needs summary and response.`,
    );
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Millrace',
        version: VERSION,
        description: DESCRIPTION,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: publicUrl ?? '/' }],
      tags: TAGS.map(({ name, description }) => ({ name, description })),
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    },
    ...describing(),
  });
  await app.register(async (docs) => {
    docs.addHook('onRoute', (route) => {
      route.config = { ...route.config, open: 'pages' };
    });
    await docs.register(swaggerUi, {
      routePrefix: '/docs',
      indexPrefix: publicUrl === undefined ? '' : new URL(publicUrl).pathname,
      uiConfig: {
        validatorUrl: null,
        deepLinking: true,
        docExpansion: 'none',
        persistAuthorization: true,
        filter: true,
      },
      theme: {
        title: 'Millrace API',
        css: [{ filename: 'millrace.css', content: STYLE }],
      },
      // The page loads nothing from other servers.
      staticCSP:
        "default-src 'self'; base-uri 'self'; frame-ancestors 'self'; img-src 'self' data:; object-src 'none'",
    });
  });
}
