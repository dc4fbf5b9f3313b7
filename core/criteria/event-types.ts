/** The event types that filters speak of, and the event properties that they look at. */
export const EVENT_TYPES = {
  FORM_SUBMITTED: '4-1639801',
  PAGE_VISITED: '4-96000',
  EMAIL_SENT: '4-667638',
  EMAIL_DELIVERED: '4-665536',
  EMAIL_OPENED: '4-666440',
  EMAIL_LINK_CLICKED: '4-666288',
  EMAIL_REPLIED: '4-665538',
  EMAIL_BOUNCED: '4-5470331',
  EMAIL_SUBSCRIPTION_UPDATED: '4-666289',
  AD_INTERACTION: '4-1553675',
  CTA_VIEWED: '4-1555804',
  CTA_CLICKED: '4-1555805',
  MARKETING_EVENT_REGISTERED: '4-68559',
  /** Not event types of the original: kinds that exist here so that such events can be sent. */
  EMAIL_MARKED_SPAM: 'millrace-email-marked-spam',
  MARKETING_EVENT_ATTENDED: 'millrace-marketing-event-attended',
  SURVEY_ANSWERED: 'millrace-survey-answered',
  PRIVACY_CONSENT: 'millrace-privacy-consent',
} as const;
