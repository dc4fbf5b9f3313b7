import { escapeHtml } from '@millrace/core/template';
import { decodeHTML } from 'entities';
import { atEndOfBody } from './footer.ts';
import { htmlPieces } from './html-pieces.ts';

/** Where opened mails and clicks are told; null where the account does not want to know. */
export interface Tracking {
  /** The image that tells of an opened mail. */
  readonly openAddress: string | null;
  /** The address over which a link leads. */
  readonly clickAddress: ((url: string) => string) | null;
  /** Links that begin with it are our own, and lead where they lead. */
  readonly ownAddress: string;
}

/** Links of one mail that lead over this server; further ones lead straight on. */
export const TRACKED_LINKS_MAX = 1_000;

/** Addresses that are longer lead straight on: a request for them would have a line that is too long. */
export const TRACKED_URL_CHARACTERS_MAX = 4_000;

/** The HTML of a mail whose links lead over this server, with the image at its end. Read once; what is no link stays as it stands. */
export function withTracking(html: string, { openAddress, clickAddress, ownAddress }: Tracking): string {
  const linked = clickAddress === null ? html : withLinks(html, clickAddress, ownAddress);
  if (openAddress === null) return linked;
  return atEndOfBody(
    linked,
    `<img src="${escapeHtml(openAddress)}" width="1" height="1" alt="" style="border:0">`,
  );
}

function withLinks(html: string, clickAddress: (url: string) => string, ownAddress: string): string {
  const parts: string[] = [];
  let at = 0;
  let links = 0;
  for (const piece of htmlPieces(html)) {
    if (piece.type !== 'start' || (piece.name !== 'a' && piece.name !== 'area')) continue;
    const place = piece.attributePlace('href');
    const url = place && decodeHTML(html.slice(place.from, place.to)).trim();
    if (!place || !url || !isTracked(url, ownAddress)) continue;
    if (++links > TRACKED_LINKS_MAX) break;
    parts.push(html.slice(at, place.from), escapeHtml(clickAddress(url)));
    at = place.to;
  }
  return links === 0 ? html : parts.join('') + html.slice(at);
}

/** Pages of others only: nobody follows a `mailto:` here, and the links to unsubscribe must work without a detour. */
function isTracked(url: string, ownAddress: string): boolean {
  return (
    /^https?:\/\//i.test(url) &&
    url.length <= TRACKED_URL_CHARACTERS_MAX &&
    !url.startsWith(ownAddress) &&
    URL.canParse(url) &&
    url.isWellFormed()
  );
}
