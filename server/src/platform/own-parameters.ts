import type { FastifyRequest, RouteOptions } from 'fastify';
import { z } from 'zod';
import { invalid } from './errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The query parameters of an operation of our own: others are refused, which clients of the original's would not expect. */
    readonly parameters?: readonly string[];
  }
}

const OUR_OWN = '/millrace/';

/** Notes what a route of our own can be asked, so that a misspelt parameter does not pass for none. */
export function noteParameters(route: RouteOptions): void {
  if (!route.url.startsWith(OUR_OWN)) return;
  const { querystring } = route.schema ?? {};
  const parameters = querystring instanceof z.ZodObject ? Object.keys(querystring.shape) : [];
  route.config = { ...route.config, parameters };
}

/** 400 that names every parameter which is not known, and those that are. */
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
