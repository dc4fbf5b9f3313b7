import { z } from 'zod';
import { type AuditEntry, definitionEntry, noteAudit } from '../../audit/index.ts';
import type { Store, Unit } from '../../history/index.ts';
import { type App, type Caller, conflict, idText, noContent, notFound } from '../../platform/index.ts';
import { savedTeamAnswer } from '../answers.ts';
import { ownerIdText, personName } from '../owners/owner-input.ts';
import { deleteTeam, insertTeam, renameTeam } from '../teams/queries.ts';

const config = { scopes: ['millrace.admin'] };
const path = '/millrace/v1/teams';
const params = z.object({ teamId: z.string().regex(/^[1-9]\d{0,17}$/, 'must be the id of a team') });
const name = personName.min(1);
/** The id may be the one that the team has elsewhere. */
const teamCreate = z.strictObject({ name, id: idText().pipe(ownerIdText()).optional() });
const teamUpdate = z.strictObject({ name });

/** `/millrace/v1/teams`: the original reads teams over its API, and makes them by hand only. */
export function teamRoutes(app: App, store: Store): void {
  const create = { summary: 'Make a team', body: teamCreate, response: { 201: savedTeamAnswer } };
  app.post(path, { config, schema: create }, async (request, reply) => {
    const { name, id } = request.body;
    const made = await store.write(request.caller.accountId, async (unit) => {
      const made = await insertTeam(unit, name, id);
      if (made !== undefined)
        await noteAudit(unit, request.caller, definitionEntry('TEAM', 'CREATED', { id: made, name }));
      return made;
    });
    if (made === undefined) throw conflict(`There is a team with the id ${JSON.stringify(id)} already.`);
    return reply.code(201).send({ id: made, name });
  });

  const rename = { summary: 'Rename a team', params, body: teamUpdate, response: { 200: savedTeamAnswer } };
  app.patch(`${path}/:teamId`, { config, schema: rename }, async (request) => {
    const { name } = request.body;
    const { teamId } = request.params;
    const entry = definitionEntry('TEAM', 'CHANGED', { id: teamId, name });
    await found(store, request.caller, entry, (unit) => renameTeam(unit, teamId, name));
    return { id: teamId, name };
  });

  const remove = { summary: 'Delete a team and its memberships', params, response: noContent };
  app.delete(`${path}/:teamId`, { config, schema: remove }, async (request, reply) => {
    const { teamId } = request.params;
    const entry = definitionEntry('TEAM', 'DELETED', { id: teamId });
    await found(store, request.caller, entry, (unit) => deleteTeam(unit, teamId));
    return reply.code(204).send();
  });
}

async function found(
  store: Store,
  caller: Caller,
  entry: AuditEntry,
  change: (unit: Unit) => Promise<boolean>,
) {
  const id = entry.id!;
  const isThere = await store.write(caller.accountId, async (unit) => {
    const changed = await change(unit);
    if (changed) await noteAudit(unit, caller, entry);
    return changed;
  });
  if (!isThere) throw notFound(`There is no team ${JSON.stringify(id)}.`, { teamId: [id] });
}
