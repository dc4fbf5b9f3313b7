import type { Millrace } from './millrace.ts';

/** As much of JSON Schema as the description uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required?: boolean;
  readonly schema: Schema;
}

/** An operation as the server describes it. */
export interface Operation {
  /** `PUT /crm/v3/lists/{listId}/restore`. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** Answered without a token. */
  readonly open: boolean;
  /** Whether a token of no scopes may do it: what is about the caller itself, and what says by itself which scopes it takes. */
  readonly isOfAnyToken: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
  readonly isForm: boolean;
}

interface Described {
  readonly security: readonly object[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** What the server says that it serves, with schemas that refer to each other. */
export interface Description {
  readonly operations: readonly Operation[];
  readonly named: Readonly<Record<string, Schema>>;
}

export async function describedOperations(millrace: Millrace): Promise<Description> {
  const { paths, components } = (await millrace.get('/docs/json')).body;
  const operations = Object.entries(paths as Record<string, Record<string, Described>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, { security, parameters = [], requestBody }]) => {
        const [[type = '', body] = []] = Object.entries(requestBody?.content ?? {});
        return {
          name: `${method.toUpperCase()} ${path}`,
          method: method.toUpperCase(),
          path,
          open: security.length === 0,
          isOfAnyToken: security.every((each) => Object.values(each).flat().length === 0),
          parameters,
          body: body?.schema,
          isForm: type.includes('urlencoded'),
        };
      }),
  );
  return { operations, named: components.schemas };
}
