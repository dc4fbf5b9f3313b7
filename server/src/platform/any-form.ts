import type { App } from './http.ts';
import { FORM_BODY_BYTES_MAX } from './http.ts';

/**
 * Routes that also take `multipart/form-data`, as mail programs may send it (RFC 8058), and read nothing of it. Other routes go on
 * refusing it.
 */
export function takingAnyForm(app: App, routes: (app: App) => void): void {
  app.register(async (scope) => {
    scope.addContentTypeParser(
      'multipart/form-data',
      { parseAs: 'string', bodyLimit: FORM_BODY_BYTES_MAX },
      (_request, _body, done) => done(null, undefined),
    );
    // The scope has the type provider of its app, which its type does not say.
    routes(scope as unknown as App);
  });
}
