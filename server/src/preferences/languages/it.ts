import type { Texts } from './texts.ts';

export const it: Texts = {
  language: 'it',
  unsubscribeFrom: 'Annulla l’iscrizione a {type}',
  unsubscribeFromAll: 'Annulla l’iscrizione a tutte le e-mail',
  outOf: 'Non riceverà più “{type}”.',
  outOfAll: 'Non riceverà più nessuna delle nostre e-mail.',
  about: 'E-mail di {sender} a {recipient}',
  choose: 'Scegli quali e-mail ricevere',
  preferences: 'Le sue preferenze e-mail',
  wanted: 'Desidero ricevere',
  save: 'Salva',
  saved: 'La sua scelta è stata salvata.',
  unsubscribed: 'Iscrizione annullata',
  mistake: 'È stato un errore?',
  deadLink: 'Questo link non funziona',
  deadLinkReason:
    'Il link è incompleto, o il suo destinatario qui non è più conosciuto. Lo copi per intero dall’e-mail, o risponda all’e-mail.',
  footerUnsubscribe: 'Annulla l’iscrizione',
  footerPreferences: 'Gestisci le preferenze',
};
