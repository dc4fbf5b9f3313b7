import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import { type App, noContent } from '../../platform/index.ts';
import { folderAnswer } from '../answers.ts';
import { changeFolder, createFolder, deleteFolder, moveList, readFolder } from '../folders.ts';
import { ROOT_FOLDER } from '../queries/folders.ts';
import { id, reading, writing } from './inputs.ts';

/** Characters of a folder's name. */
export const FOLDER_NAME_CHARACTERS_MAX = 255;

const name = z.string().trim().min(1).max(FOLDER_NAME_CHARACTERS_MAX);

/** Folders that lists lie in, and the ids that lists had in the original's first API. */
export function folderRoutes(app: App, store: Store): void {
  const { sql } = store;

  const which = z.object({ folderId: id.default(ROOT_FOLDER) });
  const response = { 200: folderAnswer };
  const read = { summary: 'Read the folders of lists', querystring: which, response };
  app.get('/crm/v3/lists/folders', { config: reading, schema: read }, async (request) => {
    return { folder: await readFolder(sql, request.caller.accountId, request.query.folderId) };
  });

  const body = z.object({ name, parentFolderId: id.default(ROOT_FOLDER) });
  const create = { summary: 'Make a folder', body, response };
  app.post('/crm/v3/lists/folders', { config: writing, schema: create }, async (request) => {
    const { accountId } = request.caller;
    const made = await createFolder(store, request.caller, request.body.name, request.body.parentFolderId);
    return { folder: await readFolder(sql, accountId, made) };
  });

  const move = {
    summary: 'Move a list into a folder',
    body: z.object({ listId: id, newFolderId: id }),
    response: noContent,
  };
  app.put('/crm/v3/lists/folders/move-list', { config: writing, schema: move }, async (request, reply) => {
    const { listId, newFolderId } = request.body;
    await moveList(store, request.caller, listId, newFolderId);
    return reply.code(204).send();
  });

  const params = z.object({ folderId: id });
  const remove = { summary: 'Delete a folder', params, response: noContent };
  app.delete(
    '/crm/v3/lists/folders/:folderId',
    { config: writing, schema: remove },
    async (request, reply) => {
      await deleteFolder(store, request.caller, request.params.folderId);
      return reply.code(204).send();
    },
  );

  const moved = {
    config: writing,
    schema: { summary: 'Move a folder', params: params.extend({ newParentFolderId: id }), response },
  };
  app.put('/crm/v3/lists/folders/:folderId/move/:newParentFolderId', moved, async (request) => {
    const { accountId } = request.caller;
    const { folderId, newParentFolderId } = request.params;
    await changeFolder(store, request.caller, folderId, { parentId: newParentFolderId });
    return { folder: await readFolder(sql, accountId, folderId) };
  });

  const rename = {
    config: writing,
    schema: { summary: 'Rename a folder', params, querystring: z.object({ newFolderName: name }), response },
  };
  app.put('/crm/v3/lists/folders/:folderId/rename', rename, async (request) => {
    const { accountId } = request.caller;
    await changeFolder(store, request.caller, request.params.folderId, { name: request.query.newFolderName });
    return { folder: await readFolder(sql, accountId, request.params.folderId) };
  });
}
