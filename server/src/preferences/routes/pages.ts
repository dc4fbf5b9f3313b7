import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import { type App, PAGE_HEADERS, pathPrefixOf, takingAnyForm } from '../../platform/index.ts';
import { type Choices, changeByLink, readByLink, type Wish } from '../by-link.ts';
import { textsForBrowser } from '../languages/index.ts';
import { LINK_PATHS, type LinkOf, type MailLinks, type PreferenceLinks } from '../mail-links.ts';
import {
  deadLinkPage,
  preferencesPage,
  savedPage,
  unsubscribeAllPage,
  unsubscribedPage,
  unsubscribePage,
} from '../pages.ts';

const config = { open: 'preferences' } as const;

/** Whatever comes as a token is looked at as such: a person sees a page, not JSON. */
const params = z.object({ token: z.string() });
/** Mail programs and marketing tools append what they like. */
const querystring = z.looseObject({});

/** Types that one form names. */
const TYPES_NAMED_MAX = 1_000;

type Page = (choices: Choices, links: PreferenceLinks) => string;

/** What a POST does, and what is shown then. */
interface Change {
  readonly wish: Wish;
  readonly after: Page;
}

/**
 * The pages behind the links of mails. Whoever has a link may use it: there is no log-in. A GET shows, and only a POST changes, since
 * scanners of mails follow every link; a POST by a mail program (RFC 8058) is one like the button's.
 */
export function pageRoutes(app: App, store: Store, links: MailLinks): void {
  takingAnyForm(app, (scope) => {
    page(scope, LINK_PATHS.unsubscribe, unsubscribePage, () => ({
      wish: { kind: 'unsubscribe' },
      after: (choices, own) => unsubscribedPage(choices, own, choices.isOutOfAll ? null : choices.type),
    }));
    page(scope, LINK_PATHS.unsubscribeAll, unsubscribeAllPage, () => ({
      wish: { kind: 'unsubscribe from all' },
      after: (choices, own) => unsubscribedPage(choices, own, null),
    }));
    page(scope, LINK_PATHS.preferences, preferencesPage, (body) => ({
      wish: { kind: 'choose', subscriptionIds: chosenIn(body) },
      after: savedPage,
    }));
  });

  function page(scope: App, path: string, shown: Page, changeBy: (body: unknown) => Change): void {
    const url = `${path}/:token`;
    scope.get(url, { config, schema: { params, querystring, hide: true } }, async (request, reply) => {
      const of = links.read('preferences', request.params.token);
      const choices = of && (await readByLink(store, of));
      return send(request, reply, choices && shown(choices, ownLinks(request, of!)));
    });
    scope.post(
      url,
      { config, schema: { params, querystring, body: z.unknown(), hide: true } },
      async (request, reply) => {
        const of = links.read('preferences', request.params.token);
        if (!of) return send(request, reply, undefined);
        const { wish, after } = changeBy(request.body);
        const choices = await changeByLink(store, of, wish);
        return send(request, reply, choices && after(choices, ownLinks(request, of)));
      },
    );
  }

  /** On the page itself links lead to where the page was found. */
  function ownLinks(request: FastifyRequest, of: LinkOf): PreferenceLinks {
    return links.preferenceLinks(of, pathPrefixOf(request));
  }
}

/** Of whom a dead link was for nothing is known but the browser. */
function send({ headers }: FastifyRequest, reply: FastifyReply, html: string | undefined): FastifyReply {
  return reply
    .code(html === undefined ? 404 : 200)
    .headers(PAGE_HEADERS)
    .send(html ?? deadLinkPage(textsForBrowser(headers['accept-language'])));
}

/** The ticked boxes of the form. */
function chosenIn(body: unknown): ReadonlySet<string> {
  const ticked = (body as { readonly subscription?: unknown } | null | undefined)?.subscription ?? [];
  return new Set([ticked].flat().slice(0, TYPES_NAMED_MAX).map(String));
}
