import { membersOf, missing, text, textOf } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';

export const saySetMarketingStatus: SayAction = ({ fields }) => {
  const status = textOf(membersOf(fields)['marketableType']);
  if (!status) return [text('Set the marketing status to '), missing('none chosen')];
  return [
    text(
      status === 'MARKETABLE'
        ? 'Make the contact a marketing contact'
        : 'Make the contact a non-marketing contact',
    ),
  ];
};
