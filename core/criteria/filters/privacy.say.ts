import { missing, text, textOf, thing } from '../../sentence/index.ts';
import type { SayFilter } from '../wording.ts';

export const sayPrivacy: SayFilter = ({ operator, privacyName }, { subject }) => {
  const name = textOf(privacyName);
  const has = operator === 'PRIVACY_CONSENT_NOT_GRANTED' ? 'has not' : 'has';
  return [text(`${subject} ${has} consented to `), name ? thing('value', name) : missing('none chosen')];
};
