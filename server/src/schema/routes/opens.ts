import type { FastifyRequest } from 'fastify';
import type { App } from '../../platform/index.ts';
import { type Access, requireDefinitions, requireRecords, typeNamed } from '../object-access.ts';

/** What a route does with the object types that its path names. */
export interface Opens {
  readonly what: 'records' | 'definitions';
  readonly access: Access;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly opens?: Opens;
  }
}

export const READS_RECORDS = { opens: { what: 'records', access: 'read' } } as const;
export const WRITES_RECORDS = { opens: { what: 'records', access: 'write' } } as const;
export const READS_DEFINITIONS = { opens: { what: 'definitions', access: 'read' } } as const;
export const WRITES_DEFINITIONS = { opens: { what: 'definitions', access: 'write' } } as const;

const PARAMS = ['objectType', 'fromObjectType', 'toObjectType'] as const;

/**
 * Asks for the scopes of the object types in a path before the body is read: a caller without them is refused whatever it
 * sent, and costs no more. A route that names an object type and does not say what it opens does not start.
 */
export function guardObjectTypes(app: App): void {
  app.addHook('onRoute', ({ url, method, config }) => {
    const named = PARAMS.some((param) => url.includes(`:${param}/`) || url.endsWith(`:${param}`));
    if (named && !config?.opens && !config?.scopes) throw new Error(`What does ${method} ${url} open?`);
  });
  app.addHook('onRequest', async (request) => {
    const { opens } = request.routeOptions.config;
    if (opens) requireTypesOf(request, opens);
  });
}

function requireTypesOf({ params, caller }: FastifyRequest, { what, access }: Opens): void {
  const named = params as Readonly<Record<string, string | undefined>>;
  for (const param of PARAMS) {
    const name = named[param];
    if (name === undefined) continue;
    if (what === 'records') requireRecords(caller, typeNamed(name), access);
    else requireDefinitions(caller, typeNamed(name), access);
  }
}
