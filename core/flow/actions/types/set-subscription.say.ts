import { membersOf, missing, text, textOf, thing } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';

export const saySetSubscription: SayAction = ({ fields }, { names }) => {
  const { optState, subscriptionId } = membersOf(fields);
  const id = textOf(subscriptionId);
  const type = id ? thing('subscription', id, names.thing('subscription', id)) : missing('none chosen');
  return [text(optState === 'OPT_OUT' ? 'Unsubscribe the contact from ' : 'Subscribe the contact to '), type];
};
