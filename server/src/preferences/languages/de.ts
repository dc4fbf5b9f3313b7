import type { Texts } from './texts.ts';

export const de: Texts = {
  language: 'de',
  unsubscribeFrom: '{type} abbestellen',
  unsubscribeFromAll: 'Alle E-Mails abbestellen',
  outOf: 'Sie erhalten „{type}“ nicht mehr.',
  outOfAll: 'Sie erhalten keine E-Mails mehr von uns.',
  about: 'E-Mails von {sender} an {recipient}',
  choose: 'Auswählen, welche E-Mails Sie erhalten',
  preferences: 'Ihre E-Mail-Einstellungen',
  wanted: 'Ich möchte erhalten',
  save: 'Speichern',
  saved: 'Ihre Auswahl ist gespeichert.',
  unsubscribed: 'Sie haben sich abgemeldet',
  mistake: 'War das ein Versehen?',
  deadLink: 'Dieser Link funktioniert nicht',
  deadLinkReason:
    'Der Link ist unvollständig, oder sein Empfänger ist hier nicht mehr bekannt. Kopieren Sie ihn vollständig aus der E-Mail, oder antworten Sie auf die E-Mail.',
  footerUnsubscribe: 'Abmelden',
  footerPreferences: 'Einstellungen verwalten',
};
