import type { Texts } from './texts.ts';

export const fr: Texts = {
  language: 'fr',
  unsubscribeFrom: 'Se désabonner de {type}',
  unsubscribeFromAll: 'Se désabonner de tous les e-mails',
  outOf: 'Vous ne recevrez plus « {type} ».',
  outOfAll: 'Vous ne recevrez plus aucun de nos e-mails.',
  about: 'E-mails de {sender} à {recipient}',
  choose: 'Choisir les e-mails que vous recevez',
  preferences: 'Vos préférences d’e-mail',
  wanted: 'Je souhaite recevoir',
  save: 'Enregistrer',
  saved: 'Votre choix est enregistré.',
  unsubscribed: 'Vous êtes désabonné',
  mistake: 'Était-ce une erreur ?',
  deadLink: 'Ce lien ne fonctionne pas',
  deadLinkReason:
    'Le lien est incomplet, ou son destinataire n’est plus connu ici. Copiez-le en entier depuis l’e-mail, ou répondez à l’e-mail.',
  footerUnsubscribe: 'Se désabonner',
  footerPreferences: 'Gérer les préférences',
};
