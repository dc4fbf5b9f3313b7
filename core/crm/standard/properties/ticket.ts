import { withShared } from './shared.ts';

export const TICKET_PROPERTIES = withShared(
  `
  [ticketinformation] Ticket information
  subject                       | Ticket name                   | text     | form
  content                       | Ticket description            | textarea | form
  hs_pipeline                   | Pipeline                      | external | form
  hs_pipeline_stage             | Ticket status                 | external | form
  hs_ticket_priority            | Priority                      | select   | form | LOW=Low; MEDIUM=Medium; HIGH=High; URGENT=Urgent
  hs_ticket_category            | Category                      | checkbox | form | PRODUCT_ISSUE=Product Issue; BILLING_ISSUE=Billing Issue; FEATURE_REQUEST=Feature Request; GENERAL_INQUIRY=General Inquiry
  hs_ticket_id                  | Ticket ID                     | number   | readonly
  hs_resolution                 | Resolution                    | select   | form | ISSUE_FIXED=Issue fixed; PENDING_CUSTOMER_RESPONSE=Pending customer response; NOTIFIED=Customer notified; WONT_FIX=Won't fix; DUPLICATE=Duplicate
  source_type                   | Source                        | select   | form | CHAT=Chat; EMAIL=Email; FORM=Form; PHONE=Phone
  created_by                    | Created by                    | number   |
  closed_date                   | Close date                    | datetime |
  first_agent_reply_date        | First agent email response date | datetime |
  last_engagement_date          | Date of last engagement       | datetime |
  last_reply_date               | Last customer reply date      | datetime |
  time_to_close                 | Time to close                 | number   | calculated
  time_to_first_agent_reply     | Time to first agent email reply | number | calculated
  hs_is_closed                  | Is Ticket Closed?             | bool     | calculated
  hs_last_message_received_at   | Last message received date    | datetime | readonly
  hs_last_message_sent_at       | Last response date            | datetime | readonly
  hs_num_associated_companies   | Number of associated companies | number  | calculated
  hs_num_times_contacted        | Number of times contacted     | number   | readonly
  hs_originating_email_engagement_id | Original email           | number   | readonly
  hs_custom_inbox               | Custom inbox ID               | number   |
  hs_file_upload                | File upload                   | text     | form
  hs_time_to_close_sla_status   | Time to Close SLA Status      | select   | readonly | ACTIVE_SLA=Active; OVERDUE_SLA=Overdue; COMPLETED_SLA_ON_TIME=Completed on time; COMPLETED_SLA_LATE=Completed late
  hs_time_to_close_sla_at       | Time to Close SLA Due Date    | datetime | readonly
  hs_createdate                 | Object create date/time       | datetime | readonly
  hs_last_email_activity        | Last email activity           | text     | readonly
  hs_last_email_date            | Last email date               | datetime | readonly
  hs_in_helpdesk                | In help desk                  | bool     | readonly
  hs_lastactivitydate           | Last Activity Date            | datetime | readonly
  hs_nextactivitydate           | Next Activity Date            | datetime | readonly
  notes_last_contacted          | Last Contacted                | datetime | readonly
  notes_last_updated            | Last Activity Date            | datetime | readonly
  num_notes                     | Number of Sales Activities    | number   | readonly
`,
  'createdate',
  'hs_lastmodifieddate',
);
