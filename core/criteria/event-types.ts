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

/**
 * The original's own event types that are known by their ids: those above, what the server raises itself (a record was
 * created, a property changed), and those that here happen only when they are sent.
 */
export const KNOWN_EVENT_TYPES: ReadonlySet<string> = new Set([
  ...Object.values(EVENT_TYPES),
  '4-1463224', // record created
  '4-655002', // property changed
  '4-1639797', // form viewed
  '4-1639799', // form interaction
  '4-666439', // email bounced for good
  '4-675783', // media played
  '4-69072', // marketing event cancelled
  '4-1733817', // call started
  '4-1741072', // call ended
  '4-1720599', // meeting booked
  '4-1724222', // meeting outcome changed
  '4-1719453', // text message sent
  '4-1721168', // text message delivered
  '4-1722276', // text message link clicked
  '4-675773', // meeting booked through a sequence
  '4-675776', // sequence unenrolled
  '4-675777', // sequence enrolled
  '4-675778', // sequence finished
  '4-1466013', // workflow enrolled
  '4-1466014', // workflow unenrolled
  '4-1753168', // workflow goal achieved
  '4-1814177', // playbook logged
]);
