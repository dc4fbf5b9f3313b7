import { Budget } from '@millrace/core/template';
import type { AccountId } from '../accounts/index.ts';
import type { ClaimedEffect, Performer } from '../effects/index.ts';
import {
  composeMail,
  contactOf,
  type DeliveredMail,
  keepMails,
  type MarketingEmail,
  noteMails,
  type Tracking,
  toHeir,
} from '../mail/index.ts';
import { LINK_PATHS, type LinkOf, type MailLinks, type PreferenceLinks } from '../preferences/index.ts';
import { SINGLE_SEND, wishesOf } from '../single-sends/index.ts';
import type { PerformerEnvironment } from './environment.ts';
import { foreseenMail, placeholderLinks } from './parts/foreseen-mail.ts';
import { MailPace } from './parts/mail-pace.ts';
import { loadRecipients, type Recipients, recipientOf } from './parts/recipients.ts';
import { type MailOrNot, sendMails } from './parts/send-mails.ts';

/** What the paths of our own links begin with. */
const OWN_PATHS = LINK_PATHS.preferences.slice(0, LINK_PATHS.preferences.lastIndexOf('/') + 1);

/** Sends the mails of `0-4` and of callers, composed now from the present email and contact. */
export function emailPerformer({ db, mailer, links }: PerformerEnvironment): Performer<DeliveredMail> {
  const pace = new MailPace(mailer);
  return {
    kind: 'email',
    kinds: ['email', SINGLE_SEND],
    get slots() {
      return pace.slots;
    },
    get slotsPerTarget() {
      return pace.slots;
    },
    get leastFree() {
      return pace.leastFree;
    },
    receiver: mailer.target,
    isHere: mailer.captures,
    async perform(accountId, effects, tell) {
      const recipients = await loadRecipients(db, accountId, effects);
      const compose = (effect: ClaimedEffect, budget: Budget) =>
        composeTo({
          effect,
          recipients,
          budget,
          linksOf: (email) => linksFor(accountId, effect, email, links, recipients.settings),
        });
      await sendMails(effects, { mailer, pace, accountId, compose, tell });
    },
    async foresee({ db, records, base }, accountId, effects) {
      const recipients = await loadRecipients(db, accountId, effects, records);
      const links = placeholderLinks(base);
      return effects.map((effect) => {
        const composed = composeTo({ effect, recipients, budget: new Budget(), linksOf: () => links });
        return foreseenMail(accountId, effect, composed);
      });
    },
    recordOf: contactOf,
    async keep(unit, mails, contacts) {
      const kept = mails.map((mail) => toHeir(mail, contacts));
      await Promise.all([keepMails(unit, kept), noteMails(unit, kept, contacts)]);
    },
  };
}

interface ToCompose {
  readonly effect: ClaimedEffect;
  readonly recipients: Recipients;
  readonly budget: Budget;
  readonly linksOf: (email: MarketingEmail) => LinksInMail;
}

/** The links in a mail, where it has some. */
interface LinksInMail {
  readonly links?: PreferenceLinks;
  readonly tracking?: Tracking;
}

function composeTo({ effect, recipients, budget, linksOf }: ToCompose): MailOrNot {
  const recipient = recipients.of(effect);
  if (!recipient) return { ok: false, reason: 'RECORD_DELETED', message: 'The contact has been deleted.' };
  const { email, contact, company, owner } = recipient;
  const { addressed, custom } = wishesOf(effect);
  const { settings, shownAs } = recipients;
  return composeMail(email, contact, company, {
    view: { owner, custom },
    shownAs,
    budget,
    addressed,
    sender: settings.company,
    usualSender: settings.email.sender,
    usualLanguage: settings.email.language,
    unknownContacts: settings.email.marketingContactsOnly ? 'not mailed' : 'mailed',
    ...(email ? linksOf(email) : {}),
  });
}

/** The links of a mail; none where it is not known at which address recipients reach the server. */
function linksFor(
  accountId: AccountId,
  effect: ClaimedEffect,
  { id: emailId, subscriptionId }: MarketingEmail,
  links: MailLinks,
  { email: { trackOpens, trackClicks } }: Recipients['settings'],
): LinksInMail {
  if (links.base === undefined) return {};
  const of: LinkOf = {
    accountId,
    contactId: recipientOf(effect).id,
    subscriptionId: /^[1-9]\d{0,14}$/.test(subscriptionId ?? '') ? subscriptionId : null,
    emailId,
    effectId: effect.id,
  };
  return {
    links: links.preferenceLinks(of),
    tracking: {
      openAddress: trackOpens ? links.openAddress(of) : null,
      clickAddress: trackClicks ? (url) => links.clickAddress(of, url) : null,
      ownAddress: links.base + OWN_PATHS,
    },
  };
}
