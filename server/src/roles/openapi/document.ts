import type { SwaggerTransform, SwaggerTransformObject } from '@fastify/swagger';
import { z } from 'zod';
import { errorAnswer } from '../../platform/index.ts';
import { DIFFERENCES } from './differences.ts';
import { aliasOf, tagOf } from './features.ts';
import { type Components, jsonSchemaOf } from './json-schemas.ts';

/** How @fastify/swagger makes a document of routes: one call for each route, and one for the whole. */
export function describing(): { transform: SwaggerTransform; transformObject: SwaggerTransformObject } {
  const components: Components = {};
  const error = jsonSchemaOf(errorAnswer, 'output', components);
  return {
    transform: (route) => describeRoute(route, components),
    transformObject: (given) => complete(given as unknown as { openapiObject: Document }, components, error),
  };
}

type Route = Parameters<SwaggerTransform>[0];

/** One route's part of the description: its schemas, feature and scopes. */
function describeRoute({ route, schema, url }: Route, components: Components): ReturnType<SwaggerTransform> {
  const path = url.replace(/:(\w+)/g, '{$1}');
  if (schema?.['hide'] || aliasOf(path)) return { schema: { hide: true }, url };
  const { open, scopes = [], anyScope, reads, opens } = route.config ?? {};
  const { response, summary, params, querystring, body = reads } = schema ?? {};
  const parts = Object.entries({ params, querystring, body }).flatMap(([part, its]) =>
    its instanceof z.ZodType ? [[part, jsonSchemaOf(its, 'input', components)]] : [],
  );
  return {
    schema: {
      ...Object.fromEntries(parts),
      ...(typeof summary === 'string' ? { summary } : {}),
      response: Object.fromEntries(
        Object.entries(response ?? {}).map(([status, its]) => [
          status,
          describeAnswer(Number(status), its, components),
        ]),
      ),
      // OAuth's own requests are forms.
      ...(/^\/oauth\/v\d\/token/.test(path) ? { consumes: ['application/x-www-form-urlencoded'] } : {}),
      ...(body instanceof z.ZodString ? { consumes: ['text/plain'] } : {}),
      tags: [tagOf(path)],
      security: open
        ? []
        : (anyScope?.map((scope) => [scope]) ?? [scopes]).map((token) => ({ token: [...token] })),
      // Besides: what is done with the object types in the path, which have scopes of their own.
      ...(opens ? { 'x-opens': opens } : {}),
    },
    url,
  };
}

const MEANINGS: Readonly<Record<number, string>> = {
  200: 'Done',
  201: 'Made',
  202: 'Begun; done in the background',
  204: 'Done; no body',
  207: 'Some inputs have no result; `errors` says why',
};

function describeAnswer(status: number, given: unknown, components: Components): object {
  const description = MEANINGS[status] ?? 'Refused';
  if (given instanceof z.ZodUndefined) return { description, type: 'null' };
  const byType = given instanceof z.ZodType ? { 'application/json': { schema: given } } : contentOf(given);
  const content = Object.entries(byType).map(([type, { schema }]) => [
    type,
    { schema: jsonSchemaOf(schema, 'output', components) },
  ]);
  return { description, content: Object.fromEntries(content) };
}

function contentOf(given: unknown) {
  return (given as { content: Readonly<Record<string, { readonly schema: z.ZodType }>> }).content;
}

/** The whole description: components by name, and of every operation its id and what it may refuse. */
function complete(
  { openapiObject }: { openapiObject: Document },
  components: Components,
  error: object,
): ReturnType<SwaggerTransformObject> {
  const document: Document = {
    ...openapiObject,
    components: {
      ...openapiObject.components,
      schemas: Object.fromEntries(Object.entries(components).sort(([a], [b]) => (a < b ? -1 : 1))),
      responses: {
        Error: {
          description: 'What was wrong, and where',
          content: { 'application/json': { schema: error } },
        },
      },
    },
  };
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods))
      describe(operation, method.toUpperCase(), path);
  }
  const used = new Set(
    Object.values(document.paths).flatMap((methods) => Object.values(methods).flatMap(({ tags }) => tags)),
  );
  document.tags = document.tags.filter(({ name }) => used.has(name));
  return document as unknown as ReturnType<SwaggerTransformObject>;
}

interface Described {
  operationId?: string;
  summary?: string;
  description?: string;
  readonly tags: readonly string[];
  readonly security?: readonly object[];
  readonly requestBody?: object;
  readonly parameters?: readonly { readonly in: string }[];
  responses: Record<string, object>;
}

interface Document {
  tags: readonly { readonly name: string }[];
  readonly components: Readonly<Record<string, object>>;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
}

function describe(operation: Described, method: string, path: string): void {
  operation.operationId = idOf(method, path);
  const differs = DIFFERENCES[`${method} ${path}`];
  if (differs !== undefined) operation.description = `Differs from the original: ${differs}.`;
  const refused = { $ref: '#/components/responses/Error' };
  operation.responses = {
    ...Object.fromEntries(refusals(operation).map((code) => [code, refused])),
    ...operation.responses,
    default: refused,
  };
}

/** For generators of clients: `getAutomationV4FlowsByFlowId`. */
function idOf(method: string, path: string): string {
  const words = path
    .replace(/\{(\w)/g, (_, letter: string) => `by-${letter}`)
    .split(/\W+/)
    .filter((word) => word !== '');
  return [method.toLowerCase(), ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join(
    '',
  );
}

/** Status codes that every operation of this kind may answer. */
function refusals({ security = [], requestBody, parameters = [] }: Described): number[] {
  return [
    ...(requestBody || parameters.length > 0 ? [400] : []),
    ...(security.length > 0 ? [401, 403] : []),
    ...(parameters.some((parameter) => parameter.in === 'path') ? [404] : []),
    ...(requestBody ? [413, 415] : []),
  ];
}
