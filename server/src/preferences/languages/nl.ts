import type { Texts } from './texts.ts';

export const nl: Texts = {
  language: 'nl',
  unsubscribeFrom: 'Afmelden voor {type}',
  unsubscribeFromAll: 'Afmelden voor alle e-mails',
  outOf: 'U ontvangt “{type}” niet meer.',
  outOfAll: 'U ontvangt geen e-mails meer van ons.',
  about: 'E-mails van {sender} aan {recipient}',
  choose: 'Kiezen welke e-mails u ontvangt',
  preferences: 'Uw e-mailvoorkeuren',
  wanted: 'Ik wil ontvangen',
  save: 'Opslaan',
  saved: 'Uw keuze is opgeslagen.',
  unsubscribed: 'U bent afgemeld',
  mistake: 'Was dat een vergissing?',
  deadLink: 'Deze link werkt niet',
  deadLinkReason:
    'De link is onvolledig, of de ontvanger is hier niet meer bekend. Kopieer hem volledig uit de e-mail, of beantwoord de e-mail.',
  footerUnsubscribe: 'Afmelden',
  footerPreferences: 'Voorkeuren beheren',
};
