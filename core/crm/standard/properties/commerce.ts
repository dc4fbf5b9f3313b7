import { withShared } from './shared.ts';

/** Shared by a product and its line items. */
const PRICING = `
  name                         | Name                   | text     | form
  description                  | Product description    | textarea | form
  price                        | Unit price             | number   | form
  hs_sku                       | SKU                    | text     | form
  hs_cost_of_goods_sold        | Unit cost              | number   | form
  hs_url                       | URL                    | text     | form
  hs_images                    | Image URL              | text     | form
  hs_recurring_billing_period  | Term                   | text     | form
  recurringbillingfrequency    | Billing frequency      | select   | form | weekly=Weekly; biweekly=Every two weeks; monthly=Monthly; quarterly=Quarterly; per_six_months=Semi-annually; annually=Annually; per_two_years=Every two years; per_three_years=Every three years
  tax                          | Tax                    | number   | form
`;

export const PRODUCT_PROPERTIES = withShared(
  `
  [productinformation] Product information
  ${PRICING}
  hs_folder                    | Folder                 | text     |
  hs_product_type              | Product type           | select   | form | inventory=Inventory; non_inventory=Non-inventory; service=Service
  hs_status                    | Status                 | select   | form | active=Active; inactive=Inactive
  `,
  'createdate',
  'hs_lastmodifieddate',
);

export const LINE_ITEM_PROPERTIES = withShared(
  `
  [lineiteminformation] Line item information
  ${PRICING}
  hs_product_id                | Product ID             | number   |
  quantity                     | Quantity               | number   | form
  amount                       | Net price              | number   | calculated
  discount                     | Unit discount          | number   | form
  hs_discount_percentage       | Discount percentage    | number   | form
  hs_line_item_currency_code   | Currency               | text     | form
  hs_position_on_quote         | Position on quote      | number   |
  hs_recurring_billing_start_date | Billing start date  | date     | form
  hs_recurring_billing_end_date | Billing end date      | date     | calculated
  `,
  'createdate',
  'hs_lastmodifieddate',
);

export const QUOTE_PROPERTIES = withShared(
  `
  [quoteinformation] Quote information
  hs_title                     | Quote title            | text     | form
  hs_expiration_date           | Expiration date        | date     | form
  hs_status                    | Quote status           | select   | | DRAFT=Draft; APPROVAL_NOT_NEEDED=Approval not needed; PENDING_APPROVAL=Pending approval; APPROVED=Approved; REJECTED=Rejected
  hs_language                  | Language               | text     |
  hs_locale                    | Locale                 | text     |
  hs_currency                  | Currency               | text     |
  hs_quote_amount              | Quote amount           | number   | calculated
  hs_quote_number              | Reference number       | text     | readonly
  hs_quote_link                | Quote link             | text     | readonly
  hs_comments                  | Comments               | textarea |
  hs_terms                     | Purchase terms         | textarea |
  hs_esign_enabled             | E-signature enabled    | bool     |
  hs_payment_enabled           | Payment enabled        | bool     |
  hs_sender_firstname          | Sender first name      | text     |
  hs_sender_lastname           | Sender last name       | text     |
  hs_sender_email              | Sender email           | text     |
  hs_sender_company_name       | Sender company name    | text     |
  `,
  'hs_createdate',
  'hs_lastmodifieddate',
);

export const INVOICE_PROPERTIES = withShared(
  `
  [invoiceinformation] Invoice information
  hs_title                     | Title                  | text     |
  hs_number                    | Number                 | text     |
  hs_currency                  | Currency               | text     |
  hs_invoice_date              | Invoice date           | datetime |
  hs_due_date                  | Due date               | datetime |
  hs_invoice_status            | Invoice status         | select   | | draft=Draft; open=Open; paid=Paid; voided=Voided
  hs_amount_billed             | Amount billed          | number   |
  hs_balance_due               | Balance due            | number   | calculated
  `,
  'hs_createdate',
  'hs_lastmodifieddate',
);

export const SUBSCRIPTION_PROPERTIES = withShared(
  `
  [subscriptioninformation] Subscription information
  hs_name                      | Name                   | text     |
  hs_status                    | Status                 | select   | | active=Active; past_due=Past due; canceled=Canceled; expired=Expired; scheduled=Scheduled
  hs_recurring_billing_start_date | Start date          | datetime |
  hs_next_payment_due_date     | Next payment due date  | datetime |
  hs_recurring_revenue         | Recurring revenue      | number   |
  `,
  'hs_createdate',
  'hs_lastmodifieddate',
);

export const ORDER_PROPERTIES = withShared(
  `
  [order_information] Order information
  hs_order_name                | Order name             | text     |
  hs_external_order_id         | External order ID      | text     |
  hs_external_order_status     | Order status           | text     |
  hs_currency_code             | Currency code          | text     |
  hs_total_price               | Total price            | number   |
  hs_subtotal_price            | Subtotal price         | number   |
  hs_tax                       | Tax                    | number   |
  hs_source_store              | Source store           | text     |
  hs_fulfillment_status        | Fulfillment status     | text     |
  hs_payment_status            | Payment status         | text     |
  hs_shipping_tracking_number  | Shipping tracking number | text   |
  hs_external_created_date     | External created date  | datetime |
  `,
  'hs_createdate',
  'hs_lastmodifieddate',
);
