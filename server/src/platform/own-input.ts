import type { FastifyRequest, RouteOptions } from 'fastify';
import { z } from 'zod';
import { invalid } from './errors.ts';
import { validate } from './validate.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The query parameters of an operation of our own. Others are refused, unlike on the original's paths. */
    readonly parameters?: readonly string[];
    /** Whether an operation of our own reads a body; elsewhere one that has anything in it is refused. */
    readonly readsBody?: boolean;
  }
}

const OUR_OWN = '/millrace/';

/** Notes what a route of our own reads, so that what is misspelt or misplaced does not pass for nothing. */
export function noteInput(route: RouteOptions): void {
  if (!route.url.startsWith(OUR_OWN)) return;
  const { querystring, body } = route.schema ?? {};
  const parameters = querystring instanceof z.ZodObject ? Object.keys(querystring.shape) : [];
  route.config = { ...route.config, parameters, readsBody: (body ?? route.config?.reads) !== undefined };
}

/** 400 that names every unknown parameter, and the known ones. */
export function refuseUnknownParameters({ query, routeOptions }: FastifyRequest): void {
  const { parameters } = routeOptions.config;
  if (!parameters) return;
  const known = parameters.length === 0 ? 'there are none here' : `those that are: ${parameters.join(', ')}`;
  const unknown = Object.keys(query as object).filter((name) => !parameters.includes(name));
  if (unknown.length === 0) return;
  throw invalid(
    unknown.map((path) => ({
      path,
      code: 'UNKNOWN_PARAMETER',
      message: `Query parameter ${path} is not known; ${known}.`,
    })),
  );
}

const NOTHING = z.strictObject({});

/** 400 that names every member of a body that nobody reads. */
export function refuseUnreadBody({ body, routeOptions }: FastifyRequest): void {
  if (routeOptions.config.readsBody !== false || body === undefined || body === null) return;
  const { error } = validate(NOTHING, body, 'body');
  if (error) throw error;
}
