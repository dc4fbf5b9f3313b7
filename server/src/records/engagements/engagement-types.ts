/** The relation of a member of an engagement's metadata to the property that keeps it. */
export type MemberKind =
  /** A text on both sides. */
  | 'text'
  /** A JSON number, kept as its digits. */
  | 'number'
  /** Epoch milliseconds, kept as an instant. */
  | 'instant'
  /** Several epoch milliseconds, kept joined by semicolons. */
  | 'instants';

export interface MetadataMember {
  readonly name: string;
  readonly property: string;
  readonly kind: MemberKind;
}

/** A type of engagement: an object type of activities, and where its metadata are kept. */
export interface EngagementType {
  readonly name: 'CALL' | 'EMAIL' | 'MEETING' | 'NOTE' | 'TASK';
  readonly objectTypeId: string;
  readonly members: readonly MetadataMember[];
}

export const ENGAGEMENT_TYPES: readonly EngagementType[] = [
  {
    name: 'CALL',
    objectTypeId: '0-48',
    members: [
      text('title', 'hs_call_title'),
      text('body', 'hs_call_body'),
      text('status', 'hs_call_status'),
      text('disposition', 'hs_call_disposition'),
      text('fromNumber', 'hs_call_from_number'),
      text('toNumber', 'hs_call_to_number'),
      text('recordingUrl', 'hs_call_recording_url'),
      { name: 'durationMilliseconds', property: 'hs_call_duration', kind: 'number' },
    ],
  },
  {
    name: 'EMAIL',
    objectTypeId: '0-49',
    members: [
      text('subject', 'hs_email_subject'),
      text('html', 'hs_email_html'),
      text('text', 'hs_email_text'),
      text('status', 'hs_email_status'),
    ],
  },
  {
    name: 'MEETING',
    objectTypeId: '0-47',
    members: [
      text('title', 'hs_meeting_title'),
      text('body', 'hs_meeting_body'),
      text('location', 'hs_meeting_location'),
      text('internalMeetingNotes', 'hs_internal_meeting_notes'),
      text('meetingOutcome', 'hs_meeting_outcome'),
      { name: 'startTime', property: 'hs_meeting_start_time', kind: 'instant' },
      { name: 'endTime', property: 'hs_meeting_end_time', kind: 'instant' },
    ],
  },
  { name: 'NOTE', objectTypeId: '0-46', members: [text('body', 'hs_note_body')] },
  {
    name: 'TASK',
    objectTypeId: '0-27',
    members: [
      text('subject', 'hs_task_subject'),
      text('body', 'hs_task_body'),
      text('status', 'hs_task_status'),
      text('taskType', 'hs_task_type'),
      text('priority', 'hs_task_priority'),
      text('forObjectType', 'hs_task_for_object_type'),
      { name: 'reminders', property: 'hs_task_reminders', kind: 'instants' },
    ],
  },
];

/** Sender and receivers of an email; they are kept together in one property, as JSON. */
export const EMAIL_PARTIES = ['from', 'sender', 'to', 'cc', 'bcc'] as const;
export const EMAIL_HEADERS = 'hs_email_headers';

/** The object types that an engagement hangs on, and how its associations call them. */
export const ENGAGED: readonly { readonly member: EngagedMember; readonly objectTypeId: string }[] = [
  { member: 'contactIds', objectTypeId: '0-1' },
  { member: 'companyIds', objectTypeId: '0-2' },
  { member: 'dealIds', objectTypeId: '0-3' },
  { member: 'ticketIds', objectTypeId: '0-5' },
];
export type EngagedMember = 'contactIds' | 'companyIds' | 'dealIds' | 'ticketIds';

function text(name: string, property: string): MetadataMember {
  return { name, property, kind: 'text' };
}
