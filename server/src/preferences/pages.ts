import { escapeText, pageHtml } from '../platform/index.ts';
import type { Choices } from './by-link.ts';
import type { PreferenceLinks } from './mail-links.ts';
import type { SubscriptionType } from './subscription-type.ts';

/** The page behind the link to unsubscribe: one question, one button. Looking at it changes nothing. */
export function unsubscribePage(choices: Choices, links: PreferenceLinks): string {
  const { type } = choices;
  if (type === null) return unsubscribeAllPage(choices, links);
  const isOut = choices.types.some((each) => each.type.id === type.id && each.isOut);
  return pageHtml(
    `Unsubscribe from ${type.name}`,
    `${about(choices)}
${isOut ? `<p>You do not get ${quoted(type)} any more.</p>` : button(links.unsubscribe, `Unsubscribe from ${type.name}`)}
${furtherWays(links)}`,
  );
}

/** The same, about all mails of the account. */
export function unsubscribeAllPage(choices: Choices, links: PreferenceLinks): string {
  return pageHtml(
    'Unsubscribe from all emails',
    `${about(choices)}
${choices.isOutOfAll ? '<p>You do not get any of our emails any more.</p>' : button(links.unsubscribeAll, 'Unsubscribe from all emails')}
<p><a href="${escapeText(links.preferences)}">Choose which emails you get</a></p>`,
  );
}

/** What the recipient gets, to be changed one by one. */
export function preferencesPage(choices: Choices, links: PreferenceLinks, said = ''): string {
  const boxes = choices.types.map(
    ({ type, isOut }) =>
      `<p><label><input type="checkbox" name="subscription" value="${escapeText(type.id)}"${isOut ? '' : ' checked'}> ${escapeText(type.name)}</label>${
        type.description === '' ? '' : `<small>${escapeText(type.description)}</small>`
      }</p>`,
  );
  return pageHtml(
    'Your email preferences',
    `${about(choices)}${said === '' ? '' : `\n<p role="status">${escapeText(said)}</p>`}
<form method="post" action="${escapeText(links.preferences)}">
<fieldset><legend>I want to get</legend>
${boxes.join('\n')}
</fieldset>
<button>Save</button>
</form>
${choices.isOutOfAll ? '<p>You have unsubscribed from all our emails.</p>' : button(links.unsubscribeAll, 'Unsubscribe from all emails')}`,
  );
}

/** After unsubscribing: what was done, and the way back. */
export function unsubscribedPage(
  choices: Choices,
  links: PreferenceLinks,
  from: SubscriptionType | null,
): string {
  const what =
    from === null ? 'You do not get any of our emails any more.' : `You do not get ${quoted(from)} any more.`;
  return pageHtml(
    'You have unsubscribed',
    `${about(choices)}
<p role="status">${what}</p>
<p>Was that a mistake? <a href="${escapeText(links.preferences)}">Choose which emails you get</a></p>`,
  );
}

/** A link that says nothing: cut off by a mail program, made up, or for somebody who is gone. */
export function deadLinkPage(): string {
  return pageHtml(
    'This link does not work',
    `<p role="alert">The link is incomplete, or its recipient is not known here any more. Copy all of it from the email, or answer
the email.</p>`,
  );
}

function about({ recipient, sender }: Choices): string {
  return `<p>Emails of ${escapeText(sender)} to ${escapeText(recipient)}</p>`;
}

function furtherWays({ preferences, unsubscribeAll }: PreferenceLinks): string {
  return `<p><a href="${escapeText(preferences)}">Choose which emails you get</a>, or
<a href="${escapeText(unsubscribeAll)}">unsubscribe from all</a></p>`;
}

function button(action: string, label: string): string {
  return `<form method="post" action="${escapeText(action)}"><button>${escapeText(label)}</button></form>`;
}

function quoted({ name }: SubscriptionType): string {
  return `“${escapeText(name)}”`;
}
