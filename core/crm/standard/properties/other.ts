import { withShared } from './shared.ts';

export const LEAD_PROPERTIES = withShared(
  `
  [leadinformation] Lead information
  hs_lead_name                | Lead Name               | text     | form
  hs_lead_type                | Lead Type               | select   | form | NEW BUSINESS=New Business; UPSELL=Upsell; RE-ATTEMPTING=Re-attempting
  hs_lead_label               | Lead Label              | select   | form | HOT=Hot; WARM=Warm; COLD=Cold
  hs_lead_source              | Lead Source             | text     |
  hs_pipeline                 | Lead Pipeline           | external |
  hs_pipeline_stage           | Lead Pipeline Stage     | external |
  hs_lead_disqualification_reason | Disqualification reason | text |
  hs_lead_is_open             | Is open                 | bool     | calculated
  hs_associated_contact_email | Associated Contact Email | text    | calculated
  hs_associated_company_name  | Associated Company Name | text     | calculated
  hs_primary_contact_id       | Primary Contact ID      | number   | calculated
  `,
  'hs_createdate',
  'hs_lastmodifieddate',
);

export const SERVICE_PROPERTIES = withShared(
  `
  [service_information] Service information
  hs_name                     | Name                    | text     | form
  hs_description              | Description             | textarea | form
  hs_category                 | Category                | text     | form
  hs_start_date               | Start date              | datetime | form
  hs_target_end_date          | Target end date         | datetime | form
  hs_close_date               | Close date              | datetime |
  hs_status                   | Status                  | text     | form
  hs_total_cost               | Total cost              | number   | form
  hs_pipeline                 | Pipeline                | external |
  hs_pipeline_stage           | Pipeline stage          | external |
  `,
  'hs_createdate',
  'hs_lastmodifieddate',
);

export const LISTING_PROPERTIES = withShared(
  `
  [listing_information] Listing information
  hs_name                     | Name                    | text     | form
  hs_price                    | Price                   | number   | form
  hs_address_1                | Address 1               | text     | form
  hs_address_2                | Address 2               | text     | form
  hs_city                     | City                    | text     | form
  hs_state_province           | State/Province          | text     | form
  hs_zip                      | Postal code             | text     | form
  hs_bedrooms                 | Bedrooms                | number   | form
  hs_bathrooms                | Bathrooms               | number   | form
  hs_square_footage           | Square footage          | number   | form
  hs_pipeline                 | Pipeline                | external |
  hs_pipeline_stage           | Pipeline stage          | external |
  `,
  'hs_createdate',
  'hs_lastmodifieddate',
);

export const FEEDBACK_SUBMISSION_PROPERTIES = withShared(
  `
  [feedback_submission] Feedback submission information
  hs_survey_name              | Survey name             | text     |
  hs_survey_type              | Survey type             | text     |
  hs_content                  | Feedback                | textarea |
  hs_value                    | Rating                  | number   |
  hs_response_group           | Response group          | text     |
  hs_sentiment                | Sentiment               | text     |
  hs_submission_timestamp     | Submission date         | datetime |
  `,
  'hs_createdate',
  'hs_lastmodifieddate',
);
