/** Every filter type, by file. */
import { adsSearchFilter, adsTimeFilter } from './ads.ts';
import { associationFilter, numAssociationsFilter } from './association.ts';
import { campaignInfluencedFilter } from './campaign.ts';
import { constantFilter } from './constant.ts';
import { ctaFilter } from './cta.ts';
import { emailEventFilter } from './email-event.ts';
import { eventFilter } from './event.ts';
import { formSubmissionFilter, formSubmissionOnPageFilter } from './form-submission.ts';
import { inListFilter } from './in-list.ts';
import { pageViewFilter } from './page-view.ts';
import { privacyFilter } from './privacy.ts';
import { propertyFilter } from './property.ts';
import { communicationSubscriptionFilter, emailSubscriptionFilter } from './subscription.ts';
import { surveyMonkeyFilter, surveyMonkeyValueFilter } from './survey.ts';
import { integrationEventFilter, unifiedEventsFilter } from './unified-events.ts';
import { webinarFilter } from './webinar.ts';

export const filterKinds = [
  adsSearchFilter,
  adsTimeFilter,
  associationFilter,
  numAssociationsFilter,
  campaignInfluencedFilter,
  constantFilter,
  ctaFilter,
  emailEventFilter,
  eventFilter,
  formSubmissionFilter,
  formSubmissionOnPageFilter,
  inListFilter,
  pageViewFilter,
  privacyFilter,
  propertyFilter,
  communicationSubscriptionFilter,
  emailSubscriptionFilter,
  surveyMonkeyFilter,
  surveyMonkeyValueFilter,
  integrationEventFilter,
  unifiedEventsFilter,
  webinarFilter,
] as const;
