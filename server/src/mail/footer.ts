import { escapeHtml } from '@millrace/core/template';
import type { Company } from '../accounts/index.ts';
import type { PreferenceLinks, Texts } from '../preferences/index.ts';

interface Footer {
  readonly links: PreferenceLinks;
  readonly company: Company | null;
  readonly texts: Texts;
}

/** What stands below a marketing mail whose template offers no way out: its sender, and the links. */
export function footerHtml({ links, company, texts }: Footer): string {
  const sender = senderOf(company);
  const link = (href: string, text: string) => `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`;
  return `<p lang="${texts.language}" style="font-size:12px;text-align:center">${sender === '' ? '' : `${escapeHtml(sender)}<br>\n`}${link(links.unsubscribe, texts.footerUnsubscribe)} · ${link(links.preferences, texts.footerPreferences)}</p>`;
}

export function footerText({ links, company, texts }: Footer): string {
  const sender = senderOf(company);
  return `--\n${sender === '' ? '' : `${sender}\n`}${texts.footerUnsubscribe}: ${links.unsubscribe}\n${texts.footerPreferences}: ${links.preferences}`;
}

/** Whether a text has one of the links by which its reader gets out. */
export function hasWayOut(
  text: string,
  { unsubscribe, unsubscribeAll, preferences }: PreferenceLinks,
): boolean {
  return [unsubscribe, unsubscribeAll, preferences].some((link) => text.includes(link));
}

/** The document with a piece more at the end of its body. */
export function atEndOfBody(html: string, piece: string): string {
  const end = html.toLowerCase().lastIndexOf('</body>');
  return end < 0 ? html + piece : `${html.slice(0, end)}${piece}\n${html.slice(end)}`;
}

function senderOf(company: Company | null): string {
  if (company === null) return '';
  const { name, streetAddress1, streetAddress2, city, state, zip, country } = company;
  const place = [city, [state, zip].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  return [name, streetAddress1, streetAddress2, place, country].filter(Boolean).join(', ');
}
