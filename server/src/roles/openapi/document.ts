import type { SwaggerTransform, SwaggerTransformObject } from '@fastify/swagger';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { BODIES, BY_HAND, NAMED } from './components.ts';
import { DIFFERENCES } from './differences.ts';
import { aliasOf, tagOf } from './features.ts';
import { operationAt } from './operations.ts';

const zodToJson = createJsonSchemaTransform({ schemaRegistry: NAMED, skipList: [] });
const namedToJson = createJsonSchemaTransformObject({ schemaRegistry: NAMED });

/** One route's part of the description: its schemas, feature and scopes. */
export const describeRoute: SwaggerTransform = (route) => {
  const path = route.url.replace(/:(\w+)/g, '{$1}');
  if (route.schema?.['hide'] || aliasOf(path)) return { schema: { hide: true }, url: route.url };
  const body = BODIES[`${route.route.method} ${path.replace('/2026-09-beta/', '/v4/')}`];
  const { schema, url } = zodToJson({ ...route, schema: { ...route.schema, ...(body ? { body } : {}) } });
  const { open, scopes = [], anyScope } = route.route.config ?? {};
  // OAuth's own requests are forms.
  const consumes = /^\/oauth\/v\d\/token/.test(path)
    ? { consumes: ['application/x-www-form-urlencoded'] }
    : {};
  return {
    schema: {
      ...schema,
      ...consumes,
      tags: [tagOf(path)],
      security: open
        ? []
        : (anyScope?.map((scope) => [scope]) ?? [scopes]).map((token) => ({ token: [...token] })),
    },
    url,
  };
};

/** The whole description: components by name, and the words and answers of every operation. */
export const completeDocument: SwaggerTransformObject = (given) => {
  const document = namedToJson(given) as unknown as Document;
  const schemas = Object.entries({ ...document.components.schemas, ...BY_HAND });
  // Named schemas come as what is sent and as what is read of it; the second is nobody's business.
  document.components.schemas = Object.fromEntries(
    schemas.filter(([name]) => !(`${name}Input` in document.components.schemas)),
  );
  document.components['responses'] = {
    Error: {
      description: 'What was wrong, and where',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
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
};

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
  readonly components: { schemas: Record<string, object>; [part: string]: object };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
}

function describe(operation: Described, method: string, path: string): void {
  const known = operationAt(method, path);
  operation.operationId = idOf(method, path);
  if (known) operation.summary = known.summary;
  const differs = DIFFERENCES[`${method} ${path}`];
  if (differs !== undefined) operation.description = `Differs from the original: ${differs}.`;
  operation.responses = {
    ...Object.fromEntries((known?.answers ?? [200]).map((code) => [code, success(code)])),
    ...Object.fromEntries(
      refusals(operation).map((code) => [code, { $ref: '#/components/responses/Error' }]),
    ),
    default: { $ref: '#/components/responses/Error' },
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

const SUCCESS: Readonly<Record<number, string>> = {
  200: 'Done',
  201: 'Made',
  202: 'Begun; done in the background',
  204: 'Done; no body',
  207: 'Some inputs have no result; `errors` says why',
};

function success(code: number): object {
  const description = SUCCESS[code]!;
  return code === 204 ? { description } : { description, content: { 'application/json': { schema: {} } } };
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
