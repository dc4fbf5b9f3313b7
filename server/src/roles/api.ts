import { type App, createHttp, type HttpOptions } from '../platform/index.ts';
import { numberedUrl } from './dated-paths.ts';
import { healthRoutes } from './health.ts';
import { homeRoutes } from './home.ts';
import { observeRequests } from './observe-requests.ts';
import { describeApi } from './openapi/index.ts';
import { registerRoutes } from './router.ts';
import type { Services } from './services.ts';
import { useReplicas } from './use-replicas.ts';
import { WEB_FOLDER, webFiles, webPage } from './web/index.ts';

/** The HTTP server with every route, not listening yet. */
export async function createApi(services: Services): Promise<App> {
  const folder = services.config.webFolder ?? WEB_FOLDER;
  const pages = webPage(folder);
  const app = await createHttp({ ...optionsOf(services), routedUrl: numberedUrl, pages });
  observeRequests(app, {
    metrics: services.metrics,
    // Lines are written whatever level the rest of the log has.
    accessLog: services.config.accessLog === 'on' ? services.log.child({}, { level: 'info' }) : undefined,
  });
  await describeApi(app, services.config.publicUrl);
  if (services.replicas) useReplicas(app, services.replicas);
  registerRoutes(app, services);
  homeRoutes(app, pages);
  await webFiles(app, folder);
  await app.ready();
  return app;
}

/** What a worker serves: whether it lives and can work, and its metrics. */
export async function createHealth(services: Services): Promise<App> {
  const app = await createHttp(optionsOf(services));
  healthRoutes(app, services.sql, services.metrics);
  await app.ready();
  return app;
}

function optionsOf({ log, tokens, config: { publicUrl, trustedProxies } }: Services): HttpOptions {
  return { log, authenticate: tokens.authenticate, publicUrl, trustedProxies };
}
