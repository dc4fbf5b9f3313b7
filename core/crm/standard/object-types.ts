import type { ObjectType } from '../object-type.ts';
import { capitalized } from './notation.ts';

/**
 * The object types of every account. A path may name one by its id, its name or its plural, in any case
 * ("0-1", "contact", "contacts", "CONTACT"); `also` adds the spellings that do not follow.
 */
export const STANDARD_OBJECT_TYPES: readonly ObjectType[] = [
  standard('0-1', 'contact', 'contacts', {
    display: 'email',
    second: ['firstname', 'lastname'],
    searchable: ['firstname', 'lastname', 'email', 'phone', 'company', 'hs_additional_emails'],
    defaults: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
    createdProperty: 'createdate',
    modifiedProperty: 'lastmodifieddate',
  }),
  standard('0-2', 'company', 'companies', {
    display: 'name',
    second: ['domain'],
    searchable: ['name', 'domain', 'phone', 'website'],
    defaults: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
    createdProperty: 'createdate',
  }),
  standard('0-3', 'deal', 'deals', {
    display: 'dealname',
    searchable: ['dealname', 'pipeline', 'dealstage', 'description'],
    defaults: [
      'amount',
      'closedate',
      'createdate',
      'dealname',
      'dealstage',
      'hs_lastmodifieddate',
      'hs_object_id',
      'pipeline',
    ],
    createdProperty: 'createdate',
    pipeline: { pipelineProperty: 'pipeline', stageProperty: 'dealstage' },
  }),
  standard('0-5', 'ticket', 'tickets', {
    display: 'subject',
    searchable: ['subject', 'content', 'hs_ticket_id', 'hs_ticket_category'],
    required: ['hs_pipeline_stage'],
    defaults: [
      'content',
      'createdate',
      'hs_lastmodifieddate',
      'hs_object_id',
      'hs_pipeline',
      'hs_pipeline_stage',
      'hs_ticket_category',
      'hs_ticket_priority',
      'subject',
    ],
    createdProperty: 'createdate',
    pipeline: { pipelineProperty: 'hs_pipeline', stageProperty: 'hs_pipeline_stage' },
  }),
  standard('0-7', 'product', 'products', {
    display: 'name',
    searchable: ['name', 'description', 'price', 'hs_sku'],
    defaults: ['createdate', 'description', 'hs_lastmodifieddate', 'hs_object_id', 'name', 'price'],
    createdProperty: 'createdate',
  }),
  standard('0-8', 'line_item', 'line_items', {
    also: ['line item', 'line items', 'line-item', 'line-items', 'lineitem', 'lineitems'],
    display: 'name',
    defaults: [
      'amount',
      'createdate',
      'hs_lastmodifieddate',
      'hs_object_id',
      'hs_product_id',
      'price',
      'quantity',
    ],
    createdProperty: 'createdate',
  }),
  standard('0-14', 'quote', 'quotes', {
    display: 'hs_title',
    searchable: ['hs_title'],
    required: ['hs_title', 'hs_expiration_date'],
    defaults: ['hs_createdate', 'hs_expiration_date', 'hs_lastmodifieddate', 'hs_object_id', 'hs_title'],
  }),
  standard('0-18', 'communication', 'communications', {
    display: 'hs_communication_body',
    required: ['hs_timestamp'],
  }),
  standard('0-19', 'feedback_submission', 'feedback_submissions', { display: 'hs_content' }),
  standard('0-27', 'task', 'tasks', {
    display: 'hs_task_subject',
    required: ['hs_timestamp'],
    pipeline: { pipelineProperty: 'hs_pipeline', stageProperty: 'hs_pipeline_stage' },
  }),
  standard('0-46', 'note', 'notes', { display: 'hs_note_body', required: ['hs_timestamp'] }),
  standard('0-47', 'meeting', 'meetings', {
    also: ['meeting_event', 'meeting_events'],
    display: 'hs_meeting_title',
    required: ['hs_timestamp'],
  }),
  standard('0-48', 'call', 'calls', { display: 'hs_call_title', required: ['hs_timestamp'] }),
  standard('0-49', 'email', 'emails', { display: 'hs_email_subject', required: ['hs_timestamp'] }),
  standard('0-53', 'invoice', 'invoices', { display: 'hs_title' }),
  standard('0-54', 'marketing_event', 'marketing_events', { display: 'hs_event_name' }),
  standard('0-69', 'subscription', 'subscriptions', { display: 'hs_name' }),
  standard('0-72', 'deal_split', 'deal_splits', {
    also: ['deal split', 'deal splits', 'deal-split', 'deal-splits'],
    display: 'hs_deal_split_percentage',
  }),
  standard('0-74', 'goal_target', 'goal_targets', { also: ['goal', 'goals'], display: 'hs_goal_name' }),
  standard('0-84', 'discount', 'discounts', { display: 'hs_label' }),
  standard('0-85', 'fee', 'fees', { display: 'hs_label' }),
  standard('0-86', 'tax', 'taxes', { display: 'hs_label' }),
  standard('0-101', 'commerce_payment', 'commerce_payments', {
    also: ['payment', 'payments'],
    display: 'hs_reference_number',
  }),
  standard('0-115', 'user', 'users', { display: 'hs_email' }),
  standard('0-116', 'postal_mail', 'postal_mail', {
    display: 'hs_postal_mail_body',
    required: ['hs_timestamp'],
  }),
  standard('0-123', 'order', 'orders', { display: 'hs_order_name', searchable: ['hs_order_name'] }),
  standard('0-136', 'lead', 'leads', {
    display: 'hs_lead_name',
    required: ['hs_lead_name'],
    searchable: ['hs_lead_name'],
    pipeline: { pipelineProperty: 'hs_pipeline', stageProperty: 'hs_pipeline_stage' },
  }),
  standard('0-142', 'cart', 'carts', { display: 'hs_cart_name' }),
  standard('0-145', 'partner_client', 'partner_clients', { display: 'hs_partner_client_name' }),
  standard('0-162', 'service', 'services', {
    display: 'hs_name',
    searchable: ['hs_name'],
    pipeline: { pipelineProperty: 'hs_pipeline', stageProperty: 'hs_pipeline_stage' },
  }),
  standard('0-410', 'course', 'courses', {
    display: 'hs_course_name',
    pipeline: { pipelineProperty: 'hs_pipeline', stageProperty: 'hs_pipeline_stage' },
  }),
  standard('0-420', 'listing', 'listings', {
    display: 'hs_name',
    searchable: ['hs_name'],
    pipeline: { pipelineProperty: 'hs_pipeline', stageProperty: 'hs_pipeline_stage' },
  }),
  standard('0-421', 'appointment', 'appointments', {
    display: 'hs_appointment_name',
    pipeline: { pipelineProperty: 'hs_pipeline', stageProperty: 'hs_pipeline_stage' },
  }),
];

interface Traits {
  readonly also?: readonly string[];
  readonly display: string;
  readonly second?: readonly string[];
  readonly searchable?: readonly string[];
  readonly required?: readonly string[];
  readonly defaults?: readonly string[];
  readonly createdProperty?: string;
  readonly modifiedProperty?: string;
  readonly pipeline?: ObjectType['pipeline'];
}

function standard(id: string, name: string, plural: string, traits: Traits): ObjectType {
  const createdProperty = traits.createdProperty ?? 'hs_createdate';
  const modifiedProperty = traits.modifiedProperty ?? 'hs_lastmodifieddate';
  return {
    id,
    name,
    plural,
    aliases: [id, name, plural, ...(traits.also ?? [])],
    labels: { singular: capitalized(name), plural: capitalized(plural) },
    fullyQualifiedName: name.toUpperCase(),
    description: null,
    primaryDisplayProperty: traits.display,
    secondaryDisplayProperties: traits.second ?? [],
    searchableProperties: traits.searchable ?? [traits.display],
    requiredProperties: traits.required ?? [],
    defaultProperties: traits.defaults ?? [createdProperty, modifiedProperty, 'hs_object_id'],
    createdProperty,
    modifiedProperty,
    modifiedNames: [...new Set([modifiedProperty, 'hs_lastmodifieddate'])],
    pipeline: traits.pipeline ?? null,
    custom: false,
    createdAt: null,
    updatedAt: null,
    archived: false,
  };
}
