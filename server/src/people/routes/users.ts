import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import { type App, noContent, page, pageOf, pagingQuery, pathName, resultsOf } from '../../platform/index.ts';
import { roleAnswer, teamAnswer, userAnswer } from '../answers.ts';
import { selectTeams } from '../teams/queries.ts';
import { changeUser, createUser, removeUser, userNotFound } from '../users/change-users.ts';
import { selectUser, selectUsers } from '../users/queries.ts';
import { presentUser } from '../users/user.ts';
import { userCreate, userUpdate } from '../users/user-input.ts';

/** Users on one page, at most and by default. */
export const PAGE_USERS_MAX = 100;

const path = '/settings/v3/users';
const params = z.object({ userId: pathName });
const querystring = z.object({ idProperty: z.enum(['USER_ID', 'EMAIL']).default('USER_ID') });
const toRead = { scopes: ['settings.users.read'] };
const toWrite = { scopes: ['settings.users.write'] };

/** Users, their teams, and roles, of which there are none here. */
export function userRoutes(app: App, store: Store): void {
  const list = z.object(pagingQuery(PAGE_USERS_MAX));
  const listing = { summary: 'List users', querystring: list, response: { 200: pageOf(userAnswer) } };
  app.get(path, { config: toRead, schema: listing }, async (request) => {
    const { after, limit } = request.query;
    const users = await selectUsers(store.sql, request.caller.accountId, after, limit + 1);
    const { results, ...paging } = page(users, limit, (user) => String(user.userId), request);
    return { results: results.map(presentUser), ...paging };
  });

  const roles = { summary: 'List roles: there are none', response: { 200: resultsOf(roleAnswer) } };
  app.get(`${path}/roles`, { config: toRead, schema: roles }, async () => ({ results: [] }));

  const teams = { summary: 'List teams with their members', response: { 200: resultsOf(teamAnswer) } };
  app.get(
    `${path}/teams`,
    { config: { scopes: ['settings.users.teams.read'] }, schema: teams },
    async (request) => ({
      results: await selectTeams(store.sql, request.caller.accountId),
    }),
  );

  const read = {
    summary: 'Read a user, by id or by address',
    params,
    querystring,
    response: { 200: userAnswer },
  };
  app.get(`${path}/:userId`, { config: toRead, schema: read }, async (request) => {
    const { userId } = request.params;
    const { idProperty } = request.query;
    const user = await selectUser(store.sql, request.caller.accountId, idProperty, userId);
    if (!user) throw userNotFound(idProperty, userId);
    return presentUser(user);
  });

  userWriteRoutes(app, store);
}

function userWriteRoutes(app: App, store: Store): void {
  const create = {
    summary: 'Make a user and its owner',
    body: userCreate,
    response: { 201: userAnswer },
  };
  app.post(path, { config: toWrite, schema: create }, async (request, reply) =>
    reply.code(201).send(presentUser(await createUser(store, request.caller, request.body))),
  );

  const change = {
    summary: 'Change a user',
    params,
    querystring,
    body: userUpdate,
    response: { 200: userAnswer },
  };
  app.put(`${path}/:userId`, { config: toWrite, schema: change }, async (request) => {
    const { userId } = request.params;
    return presentUser(
      await changeUser(store, request.caller, request.query.idProperty, userId, request.body),
    );
  });

  const remove = {
    summary: 'Delete a user; its records keep their owner',
    params,
    querystring,
    response: noContent,
  };
  app.delete(`${path}/:userId`, { config: toWrite, schema: remove }, async (request, reply) => {
    await removeUser(store, request.caller, request.query.idProperty, request.params.userId);
    return reply.code(204).send();
  });
}
