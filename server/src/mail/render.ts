import {
  Budget,
  type Rendering,
  type ShownAs,
  type Template,
  TemplateError,
  type View,
  valuesIn,
} from '@millrace/core/template';
import type { Company, Sender } from '../accounts/index.ts';
import { type PreferenceLinks, type Texts, textsFor } from '../preferences/index.ts';
import type { MarketingEmail } from './email.ts';
import { RenderError } from './errors.ts';
import { atEndOfBody, footerHtml, footerText, hasWayOut } from './footer.ts';
import { htmlToText } from './html-to-text.ts';
import { layOut } from './layout.ts';
import { templateOf } from './template-cache.ts';

/** An email with its tokens filled in. */
export interface RenderedEmail {
  readonly subject: string;
  /** Null when the email has no HTML. */
  readonly html: string | null;
  /** Made from the HTML when the email has no text of its own. */
  readonly text: string;
  /** A name and an address, as a header has them. */
  readonly from: Mailbox;
  readonly replyTo: string | null;
}

export interface Mailbox {
  /** Empty when there is none. */
  readonly name: string;
  readonly address: string;
}

/** RFC 5322 lines end at 998 characters; no contact reads a subject of that length. */
export const SUBJECT_CHARACTERS_MAX = 998;

/** The sender of a mail that names none, in an account that has said nothing. */
export const DEFAULT_SENDER: Mailbox = { name: 'Millrace', address: 'no-reply@localhost' };

export function mailboxOf(sender: Sender | null): Mailbox {
  return sender === null ? DEFAULT_SENDER : { name: sender.name, address: sender.address };
}

/** The options that an email renders with, beside the values. */
export interface RenderOptions {
  /** Values print as they are unless this says otherwise. */
  readonly shownAs?: ShownAs;
  readonly budget?: Budget;
  /** The links by which this recipient unsubscribes; without them, a mail to the sender has to do. */
  readonly links?: PreferenceLinks | undefined;
  /** The sender as the footer says it. */
  readonly company?: Company | null;
  /** Who it comes from where the email names nobody. */
  readonly usualSender?: Sender | null;
  /** Whether links are put below a mail whose template has none; not below what is no marketing. */
  readonly footer?: 'where needed' | 'never';
  /** The footer, in the recipient's language; in English by default. */
  readonly texts?: Texts;
}

/** Renders an email for one recipient, all of it under one budget. Values are escaped in HTML. Throws a RenderError that names the part. */
export function renderEmail(email: MarketingEmail, view: View, options: RenderOptions = {}): RenderedEmail {
  const {
    shownAs = (_scope, _property, value) => value,
    budget = new Budget(),
    links,
    company = null,
    usualSender = null,
    footer = 'where needed',
    texts = textsFor(),
  } = options;
  const usual = mailboxOf(usualSender);
  const rendering: Rendering = { valueAt: valuesIn(view, shownAs), budget };
  const { subject, html, plainText, fromName, fromAddress, replyTo } = prepared(email);
  const address = oneLine(fromAddress(rendering, 'text'));
  const name = oneLine(fromName(rendering, 'text'));
  const from = address === '' ? { ...usual, name: name || usual.name } : { name, address };
  const usualReplyTo = address === '' ? (usualSender?.replyTo ?? null) : null;
  const answersTo = oneLine(replyTo(rendering, 'text')) || usualReplyTo;
  const inBody = {
    budget,
    valueAt: valuesIn(
      { ...waysOut(links, answersTo ?? from.address), ...siteSettings(company), ...view },
      shownAs,
    ),
  };
  const missing = footer === 'where needed' ? links : undefined;
  const printed = html === null ? null : html(inBody, 'html');
  const needsFooter = printed !== null && missing && !hasWayOut(printed, missing);
  const page = needsFooter ? atEndOfBody(printed, footerHtml({ links: missing, company, texts })) : printed;
  const text = plainText?.(inBody, 'text') ?? htmlToText(page ?? '');
  const isWithout = missing && !hasWayOut(text, missing);
  return {
    subject: subjectLine(subject(rendering, 'text')),
    html: page,
    text: isWithout ? `${text}\n\n${footerText({ links: missing, company, texts })}` : text,
    from,
    replyTo: answersTo,
  };
}

/** The original's names for the links that every marketing email must have. Without a page, a mail to the sender is what every reader can send. */
function waysOut(links: PreferenceLinks | undefined, address: string): View {
  const mail = mailToUnsubscribe(address);
  return {
    unsubscribe_link: links?.unsubscribe ?? mail,
    unsubscribe_link_all: links?.unsubscribeAll ?? mail,
    subscription_preferences_link: links?.preferences ?? mail,
    subscription_preference_page_url: links?.preferences ?? mail,
  };
}

/** A link by which a mail program writes to the sender. */
export function mailToUnsubscribe(address: string): string {
  return `mailto:${encodeURIComponent(address).replace('%40', '@')}?subject=unsubscribe`;
}

/** The original's names for the sender's address. */
function siteSettings(company: Company | null): View {
  if (company === null) return {};
  return {
    site_settings: {
      company_name: company.name,
      company_street_address_1: company.streetAddress1,
      company_street_address_2: company.streetAddress2,
      company_city: company.city,
      company_state: company.state,
      company_zip: company.zip,
      company_country: company.country,
    },
  };
}

type Part = Template['render'];

interface Prepared {
  readonly subject: Part;
  readonly html: Part | null;
  readonly plainText: Part | null;
  readonly fromName: Part;
  readonly fromAddress: Part;
  readonly replyTo: Part;
}

/** A batch sends one email to many: its templates are laid out once. */
const cache = new WeakMap<MarketingEmail, Prepared>();

function prepared(email: MarketingEmail): Prepared {
  const known = cache.get(email);
  if (known) return known;
  const { subject, html, plainText, fromName, fromAddress, replyTo } = textsOf(email);
  const made = {
    subject: part(subject),
    html: html && part(html),
    plainText: plainText && part(plainText),
    fromName: part(fromName),
    fromAddress: part(fromAddress),
    replyTo: part(replyTo),
  };
  cache.set(email, made);
  return made;
}

/** A part of an email by the name that people know it by. */
interface Text {
  readonly name: string;
  readonly text: string;
}

/** The templates that an email is made of. */
function textsOf({ subject, content, from }: MarketingEmail) {
  const layout = layOut(content);
  const text = (name: string, text: string): Text => ({ name, text });
  return {
    subject: text('subject', subject),
    html: layout.html === null ? null : text('HTML (content.widgets)', layout.html),
    plainText: layout.plainText === null ? null : text('text (content.plainTextVersion)', layout.plainText),
    fromName: text('sender name (from.fromName)', from.fromName ?? ''),
    fromAddress: text('sender address (from.replyTo)', from.replyTo ?? ''),
    replyTo: text('reply address (from.customReplyTo)', from.customReplyTo ?? ''),
  };
}

/** The names in the parts of an email: `contact.firstname`, …. Throws a RenderError when one cannot be read. */
export function namesInEmail(email: MarketingEmail): readonly string[] {
  const texts = Object.values(textsOf(email)).filter((text) => text !== null);
  return [...new Set(texts.flatMap((text) => attempt(text.name, () => templateOf(text.text).names())))];
}

function part({ name, text }: Text): Part {
  const template = attempt(name, () => templateOf(text));
  return (rendering, place) => attempt(name, () => template.render(rendering, place));
}

function attempt<T>(part: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TemplateError) throw new RenderError(part, error.message);
    throw error;
  }
}

export function subjectLine(text: string): string {
  return oneLine(text).slice(0, SUBJECT_CHARACTERS_MAX);
}

/** A header is one line; what would break it is a space. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
