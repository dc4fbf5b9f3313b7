import { membersOf, missing, text, textOf, thing, tokensIn } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';

/** `POST to https://hooks.example.com/x`. */
export const sayWebhook: SayAction = ({ method, webhookUrl, authSettings }, wording) => {
  const url = textOf(webhookUrl) ?? '';
  const auth = membersOf(authSettings);
  const secret = textOf(auth['secretName']);
  return [
    text(`Send a webhook: ${textOf(method) || 'POST'} `),
    ...(url.trim() === '' ? [missing('no URL')] : tokensIn(url, wording)),
    ...(secret ? [text(' with the secret '), thing('secret', secret)] : []),
    ...(auth['type'] === 'SIGNATURE' ? [text(', signed')] : []),
  ];
};
