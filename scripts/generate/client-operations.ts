import type { ApiDocument } from './api-document.ts';

/** A JSON schema, as far as the API's description uses it. */
interface Schema {
  readonly [keyword: string]: unknown;
}

/** Members by name; the description names all that there are. */
type Named<T> = Readonly<Record<string, T>>;

interface Described {
  readonly parameters?: readonly { in: string; name: string; required?: boolean; schema: Schema }[];
  readonly requestBody?: { readonly content: Named<{ readonly schema?: Schema }> };
  readonly responses: Named<{ readonly content?: Named<{ readonly schema?: Schema }> }>;
}

/** Families that nobody here asks: those that only older clients speak. */
export const OLDER = /^\/(?:integrations|oauth|engagements|health|metrics|automation\/(?:v[23]|2026))\b/;

/**
 * What the page, the command line and tests know of the API: the types of its answers by name, and for each operation what it takes and answers. It is made of the
 * same description that everybody gets, so that they and the server cannot disagree.
 */
export function clientOperations(document: ApiDocument): string {
  const { components, paths } = document as unknown as {
    components: { schemas: Named<Schema> };
    paths: Named<Named<Described>>;
  };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    OLDER.test(path)
      ? []
      : Object.entries(methods).map(
          ([method, described]) => `  '${method.toUpperCase()} ${path}': ${typeOfOperation(described)};`,
        ),
  );
  const named = Object.entries(components.schemas).map(
    ([name, schema]) => `export type ${typeName(name)} = ${typeOf(schema)};`,
  );
  return [
    '// Made by `npm run generate` of server/openapi.json: what each operation takes and answers.',
    ...named,
    '/** By method and path. */',
    'export interface Operations {',
    ...operations,
    '}',
    '',
  ].join('\n');
}

function typeOfOperation({ parameters = [], requestBody, responses }: Described): string {
  const of = (place: string) => {
    const members = parameters
      .filter((each) => each.in === place)
      .map(({ name, required, schema }) => [name, schema, required === true] as const);
    return members.length === 0 ? undefined : objectType(members);
  };
  const content = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1].content;
  const parts = {
    path: of('path'),
    query: of('query'),
    body: jsonOf(requestBody?.content),
    answer: jsonOf(content) ?? 'undefined',
  };
  const known = Object.entries(parts).filter(([, type]) => type !== undefined);
  return `{ ${known.map(([name, type]) => `${name}: ${type}`).join('; ')} }`;
}

function jsonOf(content: Named<{ readonly schema?: Schema }> | undefined): string | undefined {
  const schema = content?.['application/json']?.schema;
  return schema && typeOf(schema);
}

function typeOf(schema: Schema): string {
  const { $ref, const: constant, enum: values, type } = schema;
  const alternatives = (schema['anyOf'] ?? schema['oneOf']) as readonly Schema[] | undefined;
  if (typeof $ref === 'string') return typeName($ref.split('/').at(-1)!);
  if (constant !== undefined) return JSON.stringify(constant);
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(' | ');
  if (alternatives) return [...new Set(alternatives.map(typeOf))].join(' | ');
  if (Array.isArray(type)) return type.map((each) => typeOf({ ...schema, type: each })).join(' | ');
  switch (type) {
    case 'string':
    case 'boolean':
    case 'null':
      return type;
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return `Array<${typeOf((schema['items'] as Schema | undefined) ?? {})}>`;
    case 'object':
      return typeOfObject(schema);
    default:
      return 'unknown';
  }
}

function typeOfObject(schema: Schema): string {
  const required = new Set((schema['required'] as readonly string[] | undefined) ?? []);
  const members = Object.entries((schema['properties'] as Named<Schema> | undefined) ?? {}).map(
    ([name, member]) => [name, member, required.has(name)] as const,
  );
  const others = schema['additionalProperties'];
  if (members.length === 0)
    return `Record<string, ${others && others !== true ? typeOf(others as Schema) : 'unknown'}>`;
  return objectType(members, others === true);
}

function objectType(
  members: readonly (readonly [name: string, schema: Schema, required: boolean])[],
  isOpen = false,
): string {
  const said = members.map(([name, schema, required]) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`;
    return `${key}${required ? '' : '?'}: ${typeOf(schema)}`;
  });
  return `{ ${[...said, ...(isOpen ? ['[member: string]: unknown'] : [])].join('; ')} }`;
}

/** Names that TypeScript or the browser already has get a word more. */
function typeName(name: string): string {
  return ['Record', 'Error', 'Event', 'Notification'].includes(name) ? `Api${name}` : name;
}
