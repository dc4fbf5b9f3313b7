import { withShared } from './shared.ts';

export const CONTACT_PROPERTIES = withShared(
  `
  [contactinformation] Contact information
  email                         | Email                           | text     | unique form
  firstname                     | First Name                      | text     | form
  lastname                      | Last Name                       | text     | form
  salutation                    | Salutation                      | text     | form
  phone                         | Phone Number                    | phone    | form
  mobilephone                   | Mobile Phone Number             | phone    | form
  fax                           | Fax Number                      | text     | form
  company                       | Company Name                    | text     | form
  jobtitle                      | Job Title                       | text     | form
  job_function                  | Job function                    | text     | form
  seniority                     | Seniority                       | text     | form
  degree                        | Degree                          | text     | form
  field_of_study                | Field of study                  | text     | form
  school                        | School                          | text     | form
  start_date                    | Start date                      | text     | form
  graduation_date               | Graduation date                 | text     | form
  work_email                    | Work email                      | text     | form
  military_status               | Military status                 | text     | form
  gender                        | Gender                          | text     | form
  date_of_birth                 | Date of birth                   | text     | form
  marital_status                | Marital Status                  | text     | form
  relationship_status           | Relationship Status             | text     | form
  address                       | Street Address                  | text     | form
  city                          | City                            | text     | form
  state                         | State/Region                    | text     | form
  zip                           | Postal Code                     | text     | form
  country                       | Country/Region                  | text     | form
  website                       | Website URL                     | text     | form
  industry                      | Industry                        | text     | form
  numemployees                  | Number of Employees             | select   | form | 1-5; 5-25; 25-50; 50-100; 100-500; 500-1000; 1000+
  annualrevenue                 | Annual Revenue                  | text     | form
  message                       | Message                         | textarea | form
  lifecyclestage                | Lifecycle Stage                 | radio    | form | subscriber=Subscriber; lead=Lead; marketingqualifiedlead=Marketing Qualified Lead; salesqualifiedlead=Sales Qualified Lead; opportunity=Opportunity; customer=Customer; evangelist=Evangelist; other=Other
  hs_lead_status                | Lead Status                     | radio    | form | NEW=New; OPEN=Open; IN_PROGRESS=In Progress; OPEN_DEAL=Open Deal; UNQUALIFIED=Unqualified; ATTEMPTED_TO_CONTACT=Attempted to Contact; CONNECTED=Connected; BAD_TIMING=Bad Timing
  hs_buying_role                | Buying Role                     | checkbox | form | BLOCKER=Blocker; BUDGET_HOLDER=Budget Holder; CHAMPION=Champion; DECISION_MAKER=Decision Maker; END_USER=End User; EXECUTIVE_SPONSOR=Executive Sponsor; INFLUENCER=Influencer; LEGAL_AND_COMPLIANCE=Legal & Compliance; OTHER=Other
  hs_persona                    | Persona                         | select   | form
  hs_language                   | Preferred language              | select   | form | de=German; de-at=German - Austria; de-ch=German - Switzerland; de-de=German - Germany; en=English; en-au=English - Australia; en-ca=English - Canada; en-gb=English - United Kingdom; en-us=English - United States; es=Spanish; es-mx=Spanish - Mexico; fi=Finnish; fr=French; fr-ca=French - Canada; it=Italian; ja=Japanese; nl=Dutch; no=Norwegian; pl=Polish; pt=Portuguese; pt-br=Portuguese - Brazil; sv=Swedish; zh=Chinese
  hs_timezone                   | Time Zone                       | select   | form
  twitterhandle                 | Twitter Username                | text     | form
  linkedinbio                   | LinkedIn Bio                    | text     |
  hs_linkedin_url               | LinkedIn URL                    | text     | form
  hs_additional_emails          | Additional email addresses      | checkbox |
  hs_calculated_merged_vids     | Merged vids with timestamps     | text     | readonly hidden
  hs_email_domain               | Email Domain                    | text     | calculated
  hs_full_name_or_email         | Full name or email              | text     | calculated hidden
  hs_marketable_status          | Marketing contact status        | select   | | true=Marketing contact; false=Non-marketing contact
  hs_marketable_reason_type     | Marketing contact status source | text     | readonly
  hs_marketable_reason_id       | Marketing contact source name   | text     | readonly
  hs_marketable_until_renewal   | Marketing contact until next update | bool | readonly
  hs_legal_basis                | Legal basis for processing      | checkbox | form | Legitimate interest – prospect/lead; Legitimate interest – existing customer; Legitimate interest - other; Performance of a contract; Freely given consent from contact; Not applicable
  hs_is_contact                 | Is a contact                    | bool     | readonly hidden
  hs_is_unworked                | Contact unworked                | bool     | readonly
  associatedcompanyid           | Primary Associated Company ID   | number   |
  hubspotscore                  | HubSpot Score                   | number   | calculated
  lastmodifieddate              | Last Modified Date              | datetime | readonly
  closedate                     | Close Date                      | datetime |
  days_to_close                 | Days To Close                   | number   | calculated
  total_revenue                 | Total Revenue                   | number   | calculated currency
  recent_deal_amount            | Recent Deal Amount              | number   | calculated currency
  recent_deal_close_date        | Recent Deal Close Date          | datetime | calculated
  first_deal_created_date       | First Deal Created Date         | datetime | calculated
  num_associated_deals          | Number of Associated Deals      | number   | calculated
  hs_pipeline                   | Pipeline                        | text     | readonly hidden
  hs_lastmodifieddate           | Object last modified date/time  | datetime | readonly hidden
  hs_current_customer           | Current customer                | bool     | form
  hs_lifecyclestage_subscriber_date             | Became a Subscriber Date               | datetime | readonly
  hs_lifecyclestage_lead_date                   | Became a Lead Date                     | datetime | readonly
  hs_lifecyclestage_marketingqualifiedlead_date | Became a Marketing Qualified Lead Date | datetime | readonly
  hs_lifecyclestage_salesqualifiedlead_date     | Became a Sales Qualified Lead Date     | datetime | readonly
  hs_lifecyclestage_opportunity_date            | Became an Opportunity Date             | datetime | readonly
  hs_lifecyclestage_customer_date               | Became a Customer Date                 | datetime | readonly
  hs_lifecyclestage_evangelist_date             | Became an Evangelist Date              | datetime | readonly
  hs_lifecyclestage_other_date                  | Became an Other Lifecycle Date         | datetime | readonly

  [contact_activity] Contact activity
  notes_last_contacted          | Last Contacted                  | datetime | readonly
  notes_last_updated            | Last Activity Date              | datetime | readonly
  notes_next_activity_date      | Next Activity Date              | datetime | readonly
  num_contacted_notes           | Number of times contacted       | number   | readonly
  num_notes                     | Number of Sales Activities      | number   | readonly
  hs_last_sales_activity_timestamp | Last Engagement Date         | datetime | readonly
  hs_sa_first_engagement_date   | First engagement date           | datetime | readonly

  [emailinformation] Email information
  hs_email_optout               | Unsubscribed from all email     | bool     |
  hs_email_optout_1             | Opted out of email: Marketing Information | bool | readonly
  hs_email_optout_2             | Opted out of email: One to One  | bool     | readonly
  hs_email_bounce               | Marketing emails bounced        | number   | readonly
  hs_email_click                | Marketing emails clicked        | number   | readonly
  hs_email_open                 | Marketing emails opened         | number   | readonly
  hs_email_delivered            | Marketing emails delivered      | number   | readonly
  hs_email_sends_since_last_engagement | Sends Since Last Engagement | number | readonly
  hs_email_last_send_date       | Last marketing email send date  | datetime | readonly
  hs_email_last_open_date       | Last marketing email open date  | datetime | readonly
  hs_email_last_reply_date      | Last marketing email reply date | datetime | readonly
  hs_email_last_click_date      | Last marketing email click date | datetime | readonly
  hs_email_last_email_name      | Last marketing email name       | text     | readonly
  hs_email_hard_bounce_reason_enum | Email hard bounce reason     | select   | readonly | OTHER; UNKNOWN_USER; MAILBOX_FULL; CONTENT; POLICY; SPAM
  hs_email_quarantined          | Email address quarantined       | bool     | readonly

  [conversioninformation] Conversion information
  first_conversion_date         | First Conversion Date           | datetime | readonly
  first_conversion_event_name   | First Conversion                | text     | readonly
  recent_conversion_date        | Recent Conversion Date          | datetime | readonly
  recent_conversion_event_name  | Recent Conversion               | text     | readonly
  num_conversion_events         | Number of Form Submissions      | number   | readonly
  num_unique_conversion_events  | Number of Unique Forms Submitted | number  | readonly
  ip_city                       | IP City                         | text     | readonly
  ip_country                    | IP Country                      | text     | readonly
  ip_country_code               | IP Country Code                 | text     | readonly

  [analyticsinformation] Analytics information
  hs_analytics_source           | Original Traffic Source         | select   | readonly | ORGANIC_SEARCH=Organic Search; PAID_SEARCH=Paid Search; EMAIL_MARKETING=Email Marketing; SOCIAL_MEDIA=Organic Social; REFERRALS=Referrals; OTHER_CAMPAIGNS=Other Campaigns; DIRECT_TRAFFIC=Direct Traffic; OFFLINE=Offline Sources; PAID_SOCIAL=Paid Social; AI_REFERRALS=AI Referrals
  hs_analytics_source_data_1    | Original Traffic Source Drill-Down 1 | text | readonly
  hs_analytics_source_data_2    | Original Traffic Source Drill-Down 2 | text | readonly
  hs_latest_source              | Latest Traffic Source           | select   | readonly | ORGANIC_SEARCH=Organic Search; PAID_SEARCH=Paid Search; EMAIL_MARKETING=Email Marketing; SOCIAL_MEDIA=Organic Social; REFERRALS=Referrals; OTHER_CAMPAIGNS=Other Campaigns; DIRECT_TRAFFIC=Direct Traffic; OFFLINE=Offline Sources; PAID_SOCIAL=Paid Social; AI_REFERRALS=AI Referrals
  hs_latest_source_timestamp    | Latest Traffic Source Date      | datetime | readonly
  hs_analytics_first_timestamp  | Time First Seen                 | datetime | readonly
  hs_analytics_last_timestamp   | Time of Last Session            | datetime | readonly
  hs_analytics_first_url        | First Page Seen                 | text     | readonly
  hs_analytics_last_url         | Last Page Seen                  | text     | readonly
  hs_analytics_first_referrer   | First Referring Site            | text     | readonly
  hs_analytics_num_page_views   | Number of Pageviews             | number   | readonly
  hs_analytics_num_visits       | Number of Sessions              | number   | readonly
  hs_analytics_revenue          | Event Revenue                   | number   | readonly
  hs_google_click_id            | Google ad click id              | text     | readonly
  hs_facebook_click_id          | Facebook click id               | text     | readonly

  [sales_properties] Sales properties
  hs_sequences_is_enrolled      | Currently in Sequence           | bool     | readonly
  hs_sequences_enrolled_count   | Number of sequences enrolled    | number   | readonly
  hs_sales_email_last_clicked   | Recent Sales Email Clicked Date | datetime | readonly
  hs_sales_email_last_opened    | Recent Sales Email Opened Date  | datetime | readonly
  hs_sales_email_last_replied   | Recent Sales Email Replied Date | datetime | readonly
  hs_latest_meeting_activity    | Latest meeting activity         | datetime | readonly
  engagements_last_meeting_booked | Date of last meeting booked in meetings tool | datetime | readonly
`,
  'createdate',
  'lastmodifieddate',
);
