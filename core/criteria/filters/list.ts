/** Every filter type, alphabetically. */
import { adsSearch } from './ads-search.ts';
import { adsTime } from './ads-time.ts';
import { association } from './association.ts';
import { campaignInfluenced } from './campaign-influenced.ts';
import { communicationSubscription } from './communication-subscription.ts';
import { constant } from './constant.ts';
import { cta } from './cta.ts';
import { emailEvent } from './email-event.ts';
import { emailSubscription } from './email-subscription.ts';
import { event } from './event.ts';
import { formSubmission } from './form-submission.ts';
import { formSubmissionOnPage } from './form-submission-on-page.ts';
import { inList } from './in-list.ts';
import { integrationEvent } from './integration-event.ts';
import { numAssociations } from './num-associations.ts';
import { pageView } from './page-view.ts';
import { privacy } from './privacy.ts';
import { property } from './property.ts';
import { surveyMonkey } from './survey-monkey.ts';
import { surveyMonkeyValue } from './survey-monkey-value.ts';
import { unifiedEvents } from './unified-events.ts';
import { webinar } from './webinar.ts';

export const filterKinds = [
  adsSearch,
  adsTime,
  association,
  campaignInfluenced,
  communicationSubscription,
  constant,
  cta,
  emailEvent,
  emailSubscription,
  event,
  formSubmission,
  formSubmissionOnPage,
  inList,
  integrationEvent,
  numAssociations,
  pageView,
  privacy,
  property,
  surveyMonkey,
  surveyMonkeyValue,
  unifiedEvents,
  webinar,
] as const;
