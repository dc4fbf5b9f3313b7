import { handOffAction, keeps } from '../hand-off.ts';
import { saySendSurvey } from './send-survey.say.ts';

export const sendSurvey = handOffAction({
  id: '0-199186210',
  say: saySendSurvey,
  icon: 'clipboard-list',
  name: 'Send survey',
  what: 'send a survey to the contact',
  example: keeps(
    'The text is kept with its tokens filled in.',
    { surveyId: '12', greeting: 'Hello {{ enrolled_object.firstname }}' },
    { surveyId: '12', greeting: 'Hello Ada' },
  ),
});
