/** The standard properties of every standard object type, by the type's id. */
import type { StandardTable } from '../notation.ts';
import * as beside from './beside.ts';
import * as commerce from './commerce.ts';
import { COMPANY_PROPERTIES } from './company.ts';
import { CONTACT_PROPERTIES } from './contact.ts';
import { DEAL_PROPERTIES } from './deal.ts';
import * as engagements from './engagements.ts';
import * as other from './other.ts';
import { TICKET_PROPERTIES } from './ticket.ts';

export const STANDARD_PROPERTIES: ReadonlyMap<string, StandardTable> = new Map([
  ['0-1', CONTACT_PROPERTIES],
  ['0-2', COMPANY_PROPERTIES],
  ['0-3', DEAL_PROPERTIES],
  ['0-5', TICKET_PROPERTIES],
  ['0-7', commerce.PRODUCT_PROPERTIES],
  ['0-8', commerce.LINE_ITEM_PROPERTIES],
  ['0-14', commerce.QUOTE_PROPERTIES],
  ['0-18', engagements.COMMUNICATION_PROPERTIES],
  ['0-19', other.FEEDBACK_SUBMISSION_PROPERTIES],
  ['0-27', engagements.TASK_PROPERTIES],
  ['0-46', engagements.NOTE_PROPERTIES],
  ['0-47', engagements.MEETING_PROPERTIES],
  ['0-48', engagements.CALL_PROPERTIES],
  ['0-49', engagements.EMAIL_PROPERTIES],
  ['0-53', commerce.INVOICE_PROPERTIES],
  ['0-54', beside.MARKETING_EVENT_PROPERTIES],
  ['0-69', commerce.SUBSCRIPTION_PROPERTIES],
  ['0-72', beside.DEAL_SPLIT_PROPERTIES],
  ['0-74', beside.GOAL_TARGET_PROPERTIES],
  ['0-84', beside.DISCOUNT_PROPERTIES],
  ['0-85', beside.FEE_PROPERTIES],
  ['0-86', beside.TAX_PROPERTIES],
  ['0-101', beside.COMMERCE_PAYMENT_PROPERTIES],
  ['0-115', beside.USER_PROPERTIES],
  ['0-116', engagements.POSTAL_MAIL_PROPERTIES],
  ['0-123', commerce.ORDER_PROPERTIES],
  ['0-136', other.LEAD_PROPERTIES],
  ['0-142', beside.CART_PROPERTIES],
  ['0-145', beside.PARTNER_CLIENT_PROPERTIES],
  ['0-162', other.SERVICE_PROPERTIES],
  ['0-410', beside.COURSE_PROPERTIES],
  ['0-420', other.LISTING_PROPERTIES],
  ['0-421', beside.APPOINTMENT_PROPERTIES],
]);
