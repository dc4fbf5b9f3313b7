import { escapeText, pageHtml } from '../platform/index.ts';
import type { Choices } from './by-link.ts';
import { filled, type Texts } from './languages/index.ts';
import type { PreferenceLinks } from './mail-links.ts';
import type { SubscriptionType } from './subscription-type.ts';

/** The page behind the link to unsubscribe: one question, one button. Looking at it changes nothing. */
export function unsubscribePage(choices: Choices, links: PreferenceLinks): string {
  const { type, texts } = choices;
  if (type === null) return unsubscribeAllPage(choices, links);
  const isOut = choices.types.some((each) => each.type.id === type.id && each.isOut);
  const title = filled(texts.unsubscribeFrom, { type: type.name });
  return page(
    choices,
    title,
    `${isOut ? `<p>${outOf(type, texts)}</p>` : button(links.unsubscribe, title)}
<p>${link(links.preferences, texts.choose)} · ${link(links.unsubscribeAll, texts.unsubscribeFromAll)}</p>`,
  );
}

/** The same, about all mails of the account. */
export function unsubscribeAllPage(choices: Choices, links: PreferenceLinks): string {
  const { isOutOfAll, texts } = choices;
  return page(
    choices,
    texts.unsubscribeFromAll,
    `${isOutOfAll ? `<p>${escapeText(texts.outOfAll)}</p>` : button(links.unsubscribeAll, texts.unsubscribeFromAll)}
<p>${link(links.preferences, texts.choose)}</p>`,
  );
}

/** What the recipient gets, to be changed one by one. */
export function preferencesPage(choices: Choices, links: PreferenceLinks): string {
  return preferences(choices, links, '');
}

/** The same, after a choice. */
export function savedPage(choices: Choices, links: PreferenceLinks): string {
  return preferences(choices, links, `<p role="status">${escapeText(choices.texts.saved)}</p>\n`);
}

function preferences(choices: Choices, links: PreferenceLinks, said: string): string {
  const { isOutOfAll, texts } = choices;
  const boxes = choices.types.map(
    ({ type, isOut }) =>
      `<p><label><input type="checkbox" name="subscription" value="${escapeText(type.id)}"${isOut ? '' : ' checked'}> ${escapeText(type.name)}</label>${
        type.description === '' ? '' : `<small>${escapeText(type.description)}</small>`
      }</p>`,
  );
  return page(
    choices,
    texts.preferences,
    `${said}<form method="post" action="${escapeText(links.preferences)}">
<fieldset><legend>${escapeText(texts.wanted)}</legend>
${boxes.join('\n')}
</fieldset>
<button>${escapeText(texts.save)}</button>
</form>
${isOutOfAll ? `<p>${escapeText(texts.outOfAll)}</p>` : button(links.unsubscribeAll, texts.unsubscribeFromAll)}`,
  );
}

/** After unsubscribing: what was done, and the way back. */
export function unsubscribedPage(
  choices: Choices,
  links: PreferenceLinks,
  from: SubscriptionType | null,
): string {
  const { texts } = choices;
  return page(
    choices,
    texts.unsubscribed,
    `<p role="status">${from === null ? escapeText(texts.outOfAll) : outOf(from, texts)}</p>
<p>${escapeText(texts.mistake)} ${link(links.preferences, texts.choose)}</p>`,
  );
}

/** A link that says nothing: cut off by a mail program, made up, or for somebody who is gone. */
export function deadLinkPage({ language, deadLink, deadLinkReason }: Texts): string {
  return pageHtml(deadLink, `<p role="alert">${escapeText(deadLinkReason)}</p>`, language);
}

/** A page that says whose mails it is about. */
function page({ recipient, sender, texts }: Choices, title: string, content: string): string {
  const about = escapeText(filled(texts.about, { sender, recipient }));
  return pageHtml(title, `<p>${about}</p>\n${content}`, texts.language);
}

function outOf({ name }: SubscriptionType, { outOf }: Texts): string {
  return escapeText(filled(outOf, { type: name }));
}

function link(href: string, text: string): string {
  return `<a href="${escapeText(href)}">${escapeText(text)}</a>`;
}

function button(action: string, label: string): string {
  return `<form method="post" action="${escapeText(action)}"><button>${escapeText(label)}</button></form>`;
}
