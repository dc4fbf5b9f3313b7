import { readAccount } from '../accounts/index.ts';
import { type Caller, type Db, requireScopes } from '../platform/index.ts';
import { loadSchema, recordScope, sensitiveScope } from '../schema/index.ts';

/** The object types that the caller may see every value of: a request may have any of them in it. */
export async function typesOpenTo(db: Db, caller: Caller): Promise<string[]> {
  const schema = await schemaOf(db, caller);
  return schema.objectTypes.flatMap(({ id }) =>
    scopesFor(schema, id).every((scope) => caller.scopes.has(scope)) ? [id] : [],
  );
}

/** 403 unless the caller may see every value of the type. */
export async function requireOpenType(db: Db, caller: Caller, objectTypeId: string): Promise<void> {
  requireScopes(caller, scopesFor(await schemaOf(db, caller), objectTypeId));
}

type Schema = Awaited<ReturnType<typeof loadSchema>>;

async function schemaOf(db: Db, { accountId }: Caller): Promise<Schema> {
  const { id, schemaVersion } = await readAccount(db, accountId);
  return loadSchema(db, id, schemaVersion);
}

function scopesFor(schema: Schema, objectTypeId: string): string[] {
  const type = schema.objectType(objectTypeId) ?? { id: objectTypeId, custom: true };
  const sensitivities = new Set(schema.sensitiveProperties(objectTypeId).values());
  return [
    recordScope(type, 'read'),
    ...[...sensitivities].flatMap((sensitivity) => sensitiveScope(type, sensitivity, 'read') ?? []),
  ];
}
