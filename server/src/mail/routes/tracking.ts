import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import { type App, escapeText, PAGE_HEADERS, pageHtml } from '../../platform/index.ts';
import { LINK_PATHS, type LinkOf, type MailLinks } from '../../preferences/index.ts';
import { type Engagement, noteEngagement } from '../note-engagement.ts';
import { readerOf } from '../reader-of.ts';

const config = { open: 'tracking' } as const;

const params = z.object({ token: z.string() });
/** Mail programs and marketing tools append what they like. */
const opening = z.looseObject({});
const following = z.looseObject({ to: z.string().default('') });

/** A transparent image of one pixel. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

const NOT_KEPT = { 'cache-control': 'no-store, private', 'x-robots-tag': 'noindex' };

/** What mails load and lead over. A reader gets the image or the page, whatever becomes of the note about it. */
export function trackingRoutes(app: App, store: Store, links: MailLinks): void {
  const image = { config, schema: { params, querystring: opening, hide: true } };
  app.get(`${LINK_PATHS.open}/:token`, image, async (request, reply) => {
    const of = links.read('open', request.params.token);
    if (of) await note(request, of, { kind: 'opened' });
    return reply
      .code(of ? 200 : 404)
      .headers({ ...NOT_KEPT, 'content-type': 'image/gif' })
      .send(PIXEL);
  });

  const link = { config, schema: { params, querystring: following, hide: true } };
  app.get(`${LINK_PATHS.click}/:token`, link, async (request, reply) => {
    const { to } = request.query;
    const of = links.read('click', request.params.token, to);
    if (!of) return reply.code(404).headers(PAGE_HEADERS).send(deadLink());
    await note(request, of, { kind: 'clicked', url: to });
    return reply.headers(NOT_KEPT).redirect(new URL(to).href, 302);
  });

  async function note(request: FastifyRequest, of: LinkOf, what: Omit<Engagement, 'device'>): Promise<void> {
    const device = readerOf(request.method, request.headers);
    if (device === null) return;
    try {
      await noteEngagement(store, of, { ...what, device });
    } catch (error) {
      request.log.warn(
        { err: error, kind: what.kind },
        'what a recipient did with a mail could not be noted',
      );
    }
  }
}

/** Leads nowhere: only addresses that were in the mail are followed. */
function deadLink(): string {
  const message = 'The link is incomplete, or has been changed. Copy all of it from the email.';
  return pageHtml('This link does not work', `<p role="alert">${escapeText(message)}</p>`);
}
