import { z } from 'zod';
import { type App, notFound, page, pageOf, truth } from '../../platform/index.ts';
import { markedAnswer, notificationAnswer, presentNotification } from '../answers.ts';
import type { MessageService } from '../message-service.ts';
import { listNotifications, markAllRead, markNotification } from '../queries/notifications.ts';
import { config, id, listed, userId } from './inputs.ts';

const path = '/millrace/v1/notifications';

/** `/millrace/v1/notifications`: what flows have told the users of the account, newest first. */
export function notificationRoutes(app: App, { store, flows }: MessageService): void {
  const list = {
    summary: 'List notifications, newest first',
    querystring: z.object({ ...listed, userId: userId.optional(), isRead: truth.optional() }),
    response: { 200: pageOf(notificationAnswer) },
  };
  app.get(path, { config, schema: list }, async (request) => {
    const { caller, query } = request;
    const { limit, after, ...filter } = query;
    if (filter.flowId !== undefined) await flows.require(caller, filter.flowId, 'read');
    const flowIds = await flows.open(caller, 'read');
    const found = await listNotifications(
      store.sql,
      caller.accountId,
      { ...filter, flowIds },
      after,
      limit + 1,
    );
    const { results, ...paging } = page(found, limit, (each) => each.id, request);
    return { results: results.map(presentNotification), ...paging };
  });

  const mark = {
    summary: 'Mark a notification as read, or as not read',
    params: z.object({ notificationId: id }),
    body: z.strictObject({ isRead: z.boolean() }),
    response: { 200: notificationAnswer },
  };
  app.patch(`${path}/:notificationId`, { config, schema: mark }, async ({ caller, params, body }) => {
    const { notificationId } = params;
    const flowIds = await flows.open(caller, 'read');
    const marked = await store.write(caller.accountId, (unit) =>
      markNotification(unit, notificationId, flowIds, body.isRead),
    );
    if (!marked)
      throw notFound(`There is no notification ${notificationId}.`, { notificationId: [notificationId] });
    return presentNotification(marked);
  });

  const markAll = {
    summary: 'Mark the notifications of a user as read, all or up to one',
    body: z.strictObject({ userId, upTo: id.optional() }),
    response: { 200: markedAnswer },
  };
  app.post(`${path}/mark-read`, { config, schema: markAll }, async ({ caller, body }) => {
    const flowIds = await flows.open(caller, 'read');
    const marked = await store.write(caller.accountId, (unit) =>
      markAllRead(unit, body.userId, body.upTo, flowIds),
    );
    return { marked };
  });
}
