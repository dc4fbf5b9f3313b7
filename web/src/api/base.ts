/**
 * The path under which the server stands, `/` unless it is behind a proxy that adds a prefix. Built scripts lie in `<base>/assets`, and
 * know from where they came.
 */
export const BASE = import.meta.env.DEV
  ? '/'
  : new URL(import.meta.url).pathname.replace(/assets\/[^/]*$/, '');
