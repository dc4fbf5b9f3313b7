import { withShared } from './shared.ts';

export const DEAL_PROPERTIES = withShared(
  `
  [dealinformation] Deal information
  dealname                         | Deal Name                     | text     | form
  amount                           | Amount                        | number   | form currency
  amount_in_home_currency          | Amount in company currency    | number   | calculated currency
  deal_currency_code               | Currency                      | select   | form | USD=US Dollar; EUR=Euro; GBP=British Pound; CAD=Canadian Dollar; AUD=Australian Dollar; NZD=New Zealand Dollar; CHF=Swiss Franc; JPY=Japanese Yen; CNY=Chinese Yuan; INR=Indian Rupee; SEK=Swedish Krona; NOK=Norwegian Krone; DKK=Danish Krone; PLN=Polish Zloty; BRL=Brazilian Real; MXN=Mexican Peso; SGD=Singapore Dollar; HKD=Hong Kong Dollar; ZAR=South African Rand
  pipeline                         | Pipeline                      | external | form
  dealstage                        | Deal Stage                    | external | form
  closedate                        | Close Date                    | datetime | form
  dealtype                         | Deal Type                     | radio    | form | newbusiness=New Business; existingbusiness=Existing Business
  description                      | Deal Description              | textarea | form
  hs_priority                      | Priority                      | select   | form | low=Low; medium=Medium; high=High
  hs_next_step                     | Next step                     | text     | form
  closed_lost_reason               | Closed Lost Reason            | textarea | form
  closed_won_reason                | Closed Won Reason             | textarea | form
  hs_deal_stage_probability        | Deal probability              | number   |
  hs_forecast_amount               | Forecast amount               | number   | calculated currency
  hs_forecast_probability          | Forecast probability          | number   |
  hs_manual_forecast_category      | Forecast category             | select   | form | OMIT=Not forecasted; PIPELINE=Pipeline; BEST_CASE=Best case; COMMIT=Commit; CLOSED=Closed won
  hs_projected_amount              | Weighted amount               | number   | calculated currency
  hs_acv                           | Annual contract value         | number   | form currency
  hs_arr                           | Annual recurring revenue      | number   | form currency
  hs_mrr                           | Monthly recurring revenue     | number   | form currency
  hs_tcv                           | Total contract value          | number   | form currency
  hs_deal_score                    | Deal Score                    | number   | calculated
  hs_is_closed                     | Is Deal Closed?               | bool     | calculated
  hs_is_closed_won                 | Is Closed Won                 | bool     | calculated
  hs_is_closed_lost                | Is Closed Lost                | bool     | calculated
  hs_closed_amount                 | Closed Deal Amount            | number   | calculated currency
  hs_date_entered_closedwon        | Date entered Closed Won       | datetime | readonly
  hs_date_entered_closedlost       | Date entered Closed Lost      | datetime | readonly
  hs_v2_date_entered_current_stage | Date entered current stage    | datetime | readonly
  days_to_close                    | Days to Close                 | number   | calculated
  hs_createdate                    | Object create date/time       | datetime | readonly
  num_associated_contacts          | Number of Associated Contacts | number   | calculated
  hs_primary_associated_company    | Primary Associated Company    | number   | calculated
  hs_campaign                      | HubSpot Campaign              | text     |
  hs_analytics_source              | Original Traffic Source       | select   | readonly | ORGANIC_SEARCH=Organic Search; PAID_SEARCH=Paid Search; EMAIL_MARKETING=Email Marketing; SOCIAL_MEDIA=Organic Social; REFERRALS=Referrals; OTHER_CAMPAIGNS=Other Campaigns; DIRECT_TRAFFIC=Direct Traffic; OFFLINE=Offline Sources; PAID_SOCIAL=Paid Social; AI_REFERRALS=AI Referrals

  [deal_activity] Deal activity
  notes_last_contacted             | Last Contacted                | datetime | readonly
  notes_last_updated               | Last Activity Date            | datetime | readonly
  notes_next_activity_date         | Next Activity Date            | datetime | readonly
  num_contacted_notes              | Number of times contacted     | number   | readonly
  num_notes                        | Number of Sales Activities    | number   | readonly
  hs_latest_meeting_activity       | Latest meeting activity       | datetime | readonly
`,
  'createdate',
  'hs_lastmodifieddate',
);
