import type { FastifyRequest, RouteOptions } from 'fastify';
import { z } from 'zod';
import { invalid } from './errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The query parameters of an operation of our own. Others are refused, unlike on the original's paths. */
    readonly parameters?: readonly string[];
  }
}

const OUR_OWN = '/millrace/';

/** Notes the parameters of a route of our own, so that a misspelt one does not pass for none. */
export function noteParameters(route: RouteOptions): void {
  if (!route.url.startsWith(OUR_OWN)) return;
  const { querystring } = route.schema ?? {};
  const parameters = querystring instanceof z.ZodObject ? Object.keys(querystring.shape) : [];
  route.config = { ...route.config, parameters };
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
