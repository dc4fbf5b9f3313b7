/** How every filter type is said, alphabetically: without what reads and compiles them, so that a page can load it at once. */
import type { SayFilter } from '../wording.ts';
import { sayAdsSearch } from './ads-search.say.ts';
import { sayAdsTime } from './ads-time.say.ts';
import { sayAssociation } from './association.say.ts';
import { sayCampaignInfluenced } from './campaign-influenced.say.ts';
import { sayCommunicationSubscription } from './communication-subscription.say.ts';
import { sayConstant } from './constant.say.ts';
import { sayCta } from './cta.say.ts';
import { sayEmailEvent } from './email-event.say.ts';
import { sayEmailSubscription } from './email-subscription.say.ts';
import { sayEventFilter } from './event.say.ts';
import { sayFormSubmission } from './form-submission.say.ts';
import { sayFormSubmissionOnPage } from './form-submission-on-page.say.ts';
import { sayInList } from './in-list.say.ts';
import { sayIntegrationEvent } from './integration-event.say.ts';
import { sayNumAssociations } from './num-associations.say.ts';
import { sayPageView } from './page-view.say.ts';
import { sayPrivacy } from './privacy.say.ts';
import { sayProperty } from './property.say.ts';
import { saySurveyMonkey } from './survey-monkey.say.ts';
import { saySurveyMonkeyValue } from './survey-monkey-value.say.ts';
import { sayUnifiedEvents } from './unified-events.say.ts';
import { sayWebinar } from './webinar.say.ts';

export const FILTER_SAYS: Readonly<Record<string, SayFilter>> = {
  ADS_SEARCH: sayAdsSearch,
  ADS_TIME: sayAdsTime,
  ASSOCIATION: sayAssociation,
  CAMPAIGN_INFLUENCED: sayCampaignInfluenced,
  COMMUNICATION_SUBSCRIPTION: sayCommunicationSubscription,
  CONSTANT: sayConstant,
  CTA: sayCta,
  EMAIL_EVENT: sayEmailEvent,
  EMAIL_SUBSCRIPTION: sayEmailSubscription,
  EVENT: sayEventFilter,
  FORM_SUBMISSION: sayFormSubmission,
  FORM_SUBMISSION_ON_PAGE: sayFormSubmissionOnPage,
  IN_LIST: sayInList,
  INTEGRATION_EVENT: sayIntegrationEvent,
  NUM_ASSOCIATIONS: sayNumAssociations,
  PAGE_VIEW: sayPageView,
  PRIVACY: sayPrivacy,
  PROPERTY: sayProperty,
  SURVEY_MONKEY: saySurveyMonkey,
  SURVEY_MONKEY_VALUE: saySurveyMonkeyValue,
  UNIFIED_EVENTS: sayUnifiedEvents,
  WEBINAR: sayWebinar,
};
