import type { MarketingEmail } from '../api/index.ts';

/** The HTML of all parts of an email, in their order; the original keeps it in widgets, of which each may have some. */
export function htmlOf(email: MarketingEmail): string {
  const content = (email as { readonly content?: Content }).content;
  const parts = Object.values(content?.widgets ?? {}).flatMap(({ body }) => body?.html ?? []);
  if (parts.length > 0) return parts.join('\n');
  const plain = content?.plainTextVersion ?? '';
  return plain === '' ? '' : `<pre>${plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`;
}

interface Content {
  readonly widgets?: Readonly<Record<string, { readonly body?: { readonly html?: string } }>>;
  readonly plainTextVersion?: string;
}
