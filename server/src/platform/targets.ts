import type { FastifyRequest } from 'fastify';
import { ApiError } from './errors.ts';

/** Characters of a path with its query; only longer ones are refused for their length, with 414. */
export const URL_CHARACTERS_MAX = 16_200;
/** Bytes of a request's line and headers: room for a 414 on URLs that are too long, and for headers beside them. */
export const HEADER_BYTES_MAX = 48 * 1024;
/** Characters of one part of a path, as an id or a name is. */
export const PATH_PART_CHARACTERS_MAX = 500;
/** Characters of a path that a message quotes. */
const QUOTED_CHARACTERS = 200;

/** The parameter in which clients of the original send a developer's key; here a token. */
export const DEVELOPER_KEY = 'hapikey';

/** A target without the token that may stand in its query. */
export function withoutKey(target: string): string {
  return target.replace(/([?&]hapikey=)[^&#]*/gi, '$1...');
}

/** The called target: a path with its query. Ignores an address that callers may put before it. */
export function targetOf({ originalUrl }: Pick<FastifyRequest, 'originalUrl'>): string {
  return originalUrl.replace(/^https?:\/\/[^/?#]*/i, '');
}

/** 414. */
export function urlTooLong(): ApiError {
  return new ApiError({
    status: 414,
    category: 'URI_TOO_LONG',
    message: `The path and its query have more than ${URL_CHARACTERS_MAX} characters: ask for less at once, or send what you ask for in a body, as batch reads do.`,
  });
}

/** 404, which no missing record is answered with; or 405, when the path is served to other methods. */
export function notServed(request: FastifyRequest, methods: readonly string[]): ApiError {
  const { method } = request;
  const path = shortened(targetOf(request).split('?')[0]!);
  // A route that takes any path, as one of files does, may have nothing there.
  if (methods.length === 0 || methods.includes(method))
    return new ApiError({
      status: 404,
      category: 'PATH_NOT_SERVED',
      message: `Millrace does not serve ${method} ${path}; see /docs`,
    });
  const allow = methods.join(', ');
  return new ApiError({
    status: 405,
    category: 'METHOD_NOT_ALLOWED',
    message: `${method} is not allowed at ${path}; allowed: ${allow}.`,
    headers: { allow },
  });
}

function shortened(path: string): string {
  return path.length > QUOTED_CHARACTERS ? `${path.slice(0, QUOTED_CHARACTERS)}…` : path;
}

/** The methods of the server's paths. */
export class MethodsByPath {
  readonly #known: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = [];
  readonly #roots = new Set<string>();

  add(method: string | string[], url: string): void {
    const source = url
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replace(/:[^/]+/g, '[^/]+')
      .replace(/\*/g, '.*');
    this.#known.push({ pattern: new RegExp(`^${source}/?$`), methods: [method].flat() });
    this.#roots.add(url.split('/')[1] ?? '');
  }

  /** Whether paths begin with this part. */
  hasRoot(name: string): boolean {
    return this.#roots.has(name);
  }

  of(url: string): string[] {
    const path = url.split('?')[0]!;
    const found = this.#known.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods);
    return [...new Set(found)].sort();
  }
}
