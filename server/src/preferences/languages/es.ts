import type { Texts } from './texts.ts';

export const es: Texts = {
  language: 'es',
  unsubscribeFrom: 'Cancelar la suscripción a {type}',
  unsubscribeFromAll: 'Cancelar la suscripción a todos los correos',
  outOf: 'Ya no recibirá «{type}».',
  outOfAll: 'Ya no recibirá ninguno de nuestros correos.',
  about: 'Correos de {sender} a {recipient}',
  choose: 'Elegir qué correos recibe',
  preferences: 'Sus preferencias de correo',
  wanted: 'Quiero recibir',
  save: 'Guardar',
  saved: 'Su elección se ha guardado.',
  unsubscribed: 'Ha cancelado la suscripción',
  mistake: '¿Ha sido un error?',
  deadLink: 'Este enlace no funciona',
  deadLinkReason:
    'El enlace está incompleto, o su destinatario ya no se conoce aquí. Cópielo entero del correo, o responda al correo.',
  footerUnsubscribe: 'Cancelar la suscripción',
  footerPreferences: 'Gestionar preferencias',
};
