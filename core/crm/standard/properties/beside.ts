/** Object types that flows and clients name and nothing here acts on: their values are kept. */
import { withShared } from './shared.ts';

const PIPELINE = `
  hs_pipeline                 | Pipeline                | external |
  hs_pipeline_stage           | Pipeline stage          | external |
`;

/** Fees, taxes and discounts beside the price of a line item. */
const ADJUSTMENT = `
  hs_label                    | Label                   | text     |
  hs_type                     | Type                    | select   | | PERCENT=Percent; FIXED=Fixed
  hs_value                    | Value                   | number   |
  hs_duration                 | Duration                | select   | | ONCE=Once; FOREVER=Forever
  hs_sort_order               | Sort order              | number   |
`;

export const MARKETING_EVENT_PROPERTIES = standard(`
  [marketing_event_information] Marketing event information
  hs_event_name               | Name                    | text     |
  hs_event_type               | Type                    | text     |
  hs_event_description        | Description             | textarea |
  hs_event_organizer          | Organizer               | text     |
  hs_event_url                | URL                     | text     |
  hs_event_cancelled          | Cancelled               | bool     |
  hs_event_completed          | Completed               | bool     |
  hs_start_datetime           | Start                   | datetime |
  hs_end_datetime             | End                     | datetime |
  hs_registrations            | Registrations           | number   | readonly
  hs_attendees                | Attendees               | number   | readonly
`);

export const DEAL_SPLIT_PROPERTIES = standard(`
  [deal_split_information] Deal split information
  hs_deal_split_amount        | Split amount            | number   |
  hs_deal_split_percentage    | Split percentage        | number   |
`);

export const GOAL_TARGET_PROPERTIES = standard(`
  [goal_target_information] Goal information
  hs_goal_name                | Goal name               | text     |
  hs_target_amount            | Target amount           | number   |
  hs_kpi_value                | Progress                | number   | readonly
  hs_start_datetime           | Start                   | datetime |
  hs_end_datetime             | End                     | datetime |
  hs_assignee_user_id         | Assignee                | number   |
  hs_created_by_user_id       | Created by user ID      | number   | readonly
`);

export const DISCOUNT_PROPERTIES = standard(`[discount_information] Discount information${ADJUSTMENT}`);
export const FEE_PROPERTIES = standard(`[fee_information] Fee information${ADJUSTMENT}`);
export const TAX_PROPERTIES = standard(`[tax_information] Tax information${ADJUSTMENT}`);

export const COMMERCE_PAYMENT_PROPERTIES = standard(`
  [commerce_payment_information] Payment information
  hs_reference_number         | Reference number        | text     |
  hs_customer_email           | Customer email          | text     |
  hs_currency_code            | Currency                | text     |
  hs_initial_amount           | Gross amount            | number   |
  hs_initiated_date           | Payment date            | datetime |
  hs_latest_status            | Status                  | select   | | PENDING=Pending; SUCCEEDED=Succeeded; FAILED=Failed; REFUNDED=Refunded; PARTIALLY_REFUNDED=Partially refunded
  hs_internal_comment         | Internal comment        | textarea |
`);

export const USER_PROPERTIES = standard(`
  [user_information] User information
  hs_email                    | Email                   | text     |
  hs_given_name               | First name              | text     |
  hs_family_name              | Last name               | text     |
  hs_job_title                | Job title               | text     |
  hs_internal_user_id         | User ID                 | number   | readonly
  hs_deactivated              | Deactivated             | bool     | readonly
  hs_standard_time_zone       | Time zone               | text     |
  hs_working_hours            | Working hours           | textarea |
  hs_availability_status      | Availability            | select   | | available=Available; away=Away
  hs_main_user_language_skill | Main language           | text     |
`);

export const CART_PROPERTIES = standard(`
  [cart_information] Cart information
  hs_cart_name                | Name                    | text     |
  hs_external_cart_id         | Cart ID                 | text     |
  hs_external_status          | Status                  | text     |
  hs_source_store             | Source store            | text     |
  hs_currency_code            | Currency                | text     |
  hs_total_price              | Total price             | number   |
  hs_tax                      | Tax                     | number   |
  hs_cart_discount            | Discount                | number   |
  hs_cart_url                 | URL                     | text     |
  hs_tags                     | Tags                    | text     |
`);

export const PARTNER_CLIENT_PROPERTIES = standard(`
  [partner_client_information] Partner client information
  hs_partner_client_name      | Name                    | text     |
`);

export const COURSE_PROPERTIES = standard(`
  [course_information] Course information
  hs_course_name              | Name                    | text     |
  hs_course_id                | Course ID               | text     |
  hs_course_description       | Description             | textarea |
  hs_enrollment_capacity      | Capacity                | number   |
${PIPELINE}`);

export const APPOINTMENT_PROPERTIES = standard(`
  [appointment_information] Appointment information
  hs_appointment_name         | Name                    | text     |
  hs_appointment_start        | Start                   | datetime |
  hs_appointment_end          | End                     | datetime |
  hs_duration                 | Duration                | number   |
${PIPELINE}`);

function standard(text: string) {
  return withShared(text, 'hs_createdate', 'hs_lastmodifieddate');
}
