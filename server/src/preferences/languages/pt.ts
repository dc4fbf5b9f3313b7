import type { Texts } from './texts.ts';

export const pt: Texts = {
  language: 'pt',
  unsubscribeFrom: 'Cancelar a subscrição de {type}',
  unsubscribeFromAll: 'Cancelar a subscrição de todos os e-mails',
  outOf: 'Já não recebe «{type}».',
  outOfAll: 'Já não recebe nenhum dos nossos e-mails.',
  about: 'E-mails de {sender} para {recipient}',
  choose: 'Escolher que e-mails recebe',
  preferences: 'As suas preferências de e-mail',
  wanted: 'Quero receber',
  save: 'Guardar',
  saved: 'A sua escolha foi guardada.',
  unsubscribed: 'Subscrição cancelada',
  mistake: 'Foi um engano?',
  deadLink: 'Esta ligação não funciona',
  deadLinkReason:
    'A ligação está incompleta, ou o seu destinatário já não é conhecido aqui. Copie-a por inteiro do e-mail, ou responda ao e-mail.',
  footerUnsubscribe: 'Cancelar a subscrição',
  footerPreferences: 'Gerir preferências',
};
