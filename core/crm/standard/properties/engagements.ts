import { withShared } from './shared.ts';

/** Shared by all activities: the time and the attachments. */
const ACTIVITY = `
  hs_timestamp              | Activity date              | datetime |
  hs_attachment_ids         | Attached file IDs          | text     |
  hs_activity_type          | Activity type              | text     |
  hs_engagement_source      | Engagement Source          | text     |
  hs_engagement_source_id   | Engagement Source ID       | text     |
  hs_body_preview           | Body preview               | text     | readonly
  hs_queue_membership_ids   | Queue Memberships          | text     |
`;

export const TASK_PROPERTIES = activity(`
  [task] Task information
  hs_task_subject           | Task Title                 | text     |
  hs_task_body              | Task Notes                 | html     |
  hs_task_status            | Task Status                | select   | | NOT_STARTED=Not started; IN_PROGRESS=In progress; WAITING=Waiting; COMPLETED=Completed; DEFERRED=Deferred
  hs_task_priority          | Priority                   | select   | | NONE=None; LOW=Low; MEDIUM=Medium; HIGH=High
  hs_task_type              | Task Type                  | select   | | TODO=To-do; CALL=Call; EMAIL=Email; LINKED_IN=LinkedIn; LINKED_IN_CONNECT=LinkedIn - Connect request; LINKED_IN_MESSAGE=LinkedIn - Message; MEETING=Meeting; SALES_NAVIGATOR=Sales Navigator
  hs_task_reminders         | Reminders                  | text     |
  hs_task_completion_date   | Completed at               | datetime | readonly
  hs_task_is_completed      | Is completed               | bool     | calculated
  hs_task_is_overdue        | Is Overdue                 | bool     | calculated
  hs_task_for_object_type   | Task for object type       | text     |
  hs_pipeline               | Pipeline                   | external |
  hs_pipeline_stage         | Pipeline stage             | external |
  hs_repeat_status          | Repeat status              | text     | readonly
`);

export const NOTE_PROPERTIES = activity(`
  [note] Note information
  hs_note_body              | Note body                  | html     |
`);

export const CALL_PROPERTIES = activity(`
  [call] Call information
  hs_call_title             | Call Title                 | text     |
  hs_call_body              | Call notes                 | html     |
  hs_call_direction         | Call direction             | select   | | INBOUND=Inbound; OUTBOUND=Outbound
  hs_call_status            | Call status                | select   | | BUSY=Busy; CALLING_CRM_USER=Calling CRM user; CANCELED=Canceled; COMPLETED=Completed; CONNECTING=Connecting; FAILED=Failed; IN_PROGRESS=In progress; MISSED=Missed; NO_ANSWER=No answer; QUEUED=Queued; RINGING=Ringing
  hs_call_disposition       | Call outcome               | external |
  hs_call_duration          | Call duration              | number   |
  hs_call_from_number       | From number                | text     |
  hs_call_to_number         | To number                  | text     |
  hs_call_callee_object_id  | Callee ID                  | number   |
  hs_call_callee_object_type | Callee type               | text     |
  hs_call_recording_url     | Recording URL              | text     |
  hs_call_video_recording_url | Video recording URL      | text     |
  hs_call_source            | Call source                | text     |
`);

export const EMAIL_PROPERTIES = activity(`
  [email] Email information
  hs_email_subject          | Email subject              | text     |
  hs_email_text             | Email body, plain text     | textarea |
  hs_email_html             | Email body                 | html     |
  hs_email_direction        | Email direction            | select   | | EMAIL=Email; INCOMING_EMAIL=Incoming email; FORWARDED_EMAIL=Forwarded email; DRAFT_EMAIL=Draft email
  hs_email_status           | Email send status          | select   | | BOUNCED=Bounced; FAILED=Failed; SCHEDULED=Scheduled; SENDING=Sending; SENT=Sent
  hs_email_headers          | Email headers              | textarea |
  hs_email_from_email       | From email                 | text     | readonly
  hs_email_from_firstname   | From first name            | text     | readonly
  hs_email_from_lastname    | From last name             | text     | readonly
  hs_email_to_email         | To email                   | text     | readonly
  hs_email_to_firstname     | To first name              | text     | readonly
  hs_email_to_lastname      | To last name               | text     | readonly
`);

export const MEETING_PROPERTIES = activity(`
  [meeting] Meeting information
  hs_meeting_title          | Meeting name               | text     |
  hs_meeting_body           | Meeting description        | html     |
  hs_internal_meeting_notes | Internal meeting notes     | html     |
  hs_meeting_external_url   | Meeting external URL       | text     |
  hs_meeting_location       | Meeting location           | text     |
  hs_meeting_start_time     | Meeting start time         | datetime |
  hs_meeting_end_time       | Meeting end time           | datetime |
  hs_meeting_outcome        | Meeting outcome            | select   | | SCHEDULED=Scheduled; COMPLETED=Completed; RESCHEDULED=Rescheduled; NO_SHOW=No show; CANCELED=Canceled
`);

export const COMMUNICATION_PROPERTIES = activity(`
  [communication] Communication information
  hs_communication_body         | Communication body     | html     |
  hs_communication_channel_type | Channel type           | select   | | WHATS_APP=WhatsApp; LINKEDIN_MESSAGE=LinkedIn message; SMS=SMS; CUSTOM_CHANNEL_CONVERSATION=Conversation session
  hs_communication_logged_from  | Logged from            | select   | | CRM=CRM
`);

export const POSTAL_MAIL_PROPERTIES = activity(`
  [postal_mail] Postal mail information
  hs_postal_mail_body       | Postal mail body           | html     |
`);

function activity(text: string) {
  return withShared(text + ACTIVITY, 'hs_createdate', 'hs_lastmodifieddate');
}
