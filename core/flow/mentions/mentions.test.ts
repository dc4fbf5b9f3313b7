import { describe, expect, it } from 'vitest';
import { parseFlowForCreate } from '../definition/index.ts';
import { mentionsOf } from './index.ts';

/** A mention as `read 0-1/email at its.place`. */
function mentions(members: object): string[] {
  const kind = { type: 'CONTACT_FLOW', flowType: 'WORKFLOW', objectTypeId: '0-1' };
  const parsed = parseFlowForCreate({ ...kind, ...members });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const targetOf = ({ associationTypeId }: { associationTypeId: number }) =>
    associationTypeId === 279 ? '0-2' : undefined;
  return mentionsOf(parsed.value, targetOf).map((mention) =>
    mention.kind === 'property'
      ? `${mention.access} ${mention.objectTypeId ?? '*'}/${mention.name} at ${mention.path}`
      : `${mention.kind} ${mention.id} at ${mention.path}`,
  );
}

const platform = { type: 'PLATFORM_FLOW', objectTypeId: '0-3' };
const known = { operationType: 'ALL_PROPERTY', operator: 'IS_KNOWN' };
const property = (name: string, operation: object = known) => ({
  filterType: 'PROPERTY',
  property: name,
  operation,
});
const and = (...filters: object[]) => ({ filterBranchType: 'AND', filters, filterBranches: [] });
const action = (actionTypeId: string, fields: object) => ({
  startActionId: '1',
  actions: [{ type: 'SINGLE_CONNECTION', actionId: '1', actionTypeId, fields }],
});
const node = (type: string, members: object) => ({
  startActionId: '1',
  actions: [{ type, actionId: '1', ...members }],
});
const company = {
  name: 'fetched_object_7',
  type: 'ASSOCIATION',
  objectTypeId: '0-2',
  associationTypeId: 279,
  associationCategory: 'HUBSPOT_DEFINED',
};

describe('what a flow speaks of', () => {
  it.each<[string, object, string[]]>([
    [
      'filters and what they compare with',
      {
        goalFilterBranch: and(
          property('score', {
            operationType: 'COMPARATIVE_DATE',
            operator: 'IS_AFTER',
            comparisonPropertyName: 'closed',
          }),
        ),
      },
      [
        'read 0-1/score at goalFilterBranch.filters[0].property',
        'read 0-1/closed at goalFilterBranch.filters[0].operation.comparisonPropertyName',
      ],
    ],
    [
      'filters of associated records',
      {
        ...platform,
        suppressionFilterBranch: {
          filterBranchType: 'AND',
          filterBranches: [
            {
              filterBranchType: 'ASSOCIATION',
              objectTypeId: '0-2',
              associationTypeId: 6,
              associationCategory: 'HUBSPOT_DEFINED',
              filters: [property('domain')],
            },
          ],
        },
      },
      ['read 0-2/domain at suppressionFilterBranch.filterBranches[0].filters[0].property'],
    ],
    [
      'the property whose change enrolls',
      {
        enrollmentCriteria: {
          type: 'EVENT_BASED',
          eventFilterBranches: [
            {
              filterBranchType: 'UNIFIED_EVENTS',
              eventTypeId: '4-655002',
              filters: [
                property('hs_name', { operationType: 'STRING', operator: 'IS_EQUAL_TO', value: 'city' }),
                property('hs_value'),
              ],
            },
          ],
        },
      },
      ['read 0-1/city at enrollmentCriteria.eventFilterBranches[0].filters[0].operation'],
    ],
    [
      'the property whose change enrolls again',
      {
        enrollmentCriteria: {
          type: 'LIST_BASED',
          shouldReEnroll: true,
          listFilterBranch: and(property('city')),
          reEnrollmentTriggersFilterBranches: [
            and(
              property('hs_name', { operationType: 'STRING', operator: 'IS_EQUAL_TO', value: 'zip' }),
              property('hs_value'),
            ),
          ],
        },
      },
      [
        'read 0-1/city at enrollmentCriteria.listFilterBranch.filters[0].property',
        'read 0-1/zip at enrollmentCriteria.reEnrollmentTriggersFilterBranches[0].filters[0].operation',
      ],
    ],
    [
      'forms, lists and emails of filters',
      {
        enrollmentCriteria: {
          type: 'LIST_BASED',
          listFilterBranch: and(
            { filterType: 'FORM_SUBMISSION', operator: 'FILLED_OUT', formId: 'f-1' },
            { filterType: 'IN_LIST', operator: 'IN_LIST', listId: '12' },
            { filterType: 'EMAIL_EVENT', operator: 'OPENED', emailId: '70' },
          ),
        },
        suppressionListIds: [13],
        unEnrollmentSetting: { type: 'SELECTIVE', flowIds: ['99'] },
      },
      [
        'form f-1 at enrollmentCriteria.listFilterBranch.filters[0].formId',
        'list 12 at enrollmentCriteria.listFilterBranch.filters[1].listId',
        'email 70 at enrollmentCriteria.listFilterBranch.filters[2].emailId',
        'list 13 at suppressionListIds[0]',
        'flow 99 at unEnrollmentSetting.flowIds[0]',
      ],
    ],
    [
      'a date that starts or anchors it',
      {
        enrollmentSchedule: {
          type: 'PROPERTY_BASED',
          dateProperty: 'renewal',
          daysDelta: 1,
          timeOfDay: { hour: 9, minute: 0 },
          yearly: false,
        },
        eventAnchor: { type: 'CONTACT_PROPERTY_ANCHOR', contactProperty: 'birthday' },
      },
      [
        'read 0-1/renewal at enrollmentSchedule.dateProperty',
        'read 0-1/birthday at eventAnchor.contactProperty',
      ],
    ],
    [
      'the order of a data source',
      { dataSources: [{ ...company, sortBy: { property: 'founded', order: 'ASC' } }] },
      ['read 0-2/founded at dataSources[0].sortBy.property'],
    ],
    [
      'a property that is set from another',
      action('0-5', { property_name: 'city', value: { type: 'OBJECT_PROPERTY', propertyName: 'state' } }),
      [
        'write 0-1/city at actions[0].fields.property_name',
        'read 0-1/state at actions[0].fields.value.propertyName',
      ],
    ],
    [
      'a property of associated records that is set',
      action('0-5', {
        property_name: 'industry',
        value: { staticValue: 'x' },
        association: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 },
      }),
      ['write 0-2/industry at actions[0].fields.property_name'],
    ],
    [
      'a record that is made',
      action('0-14', {
        object_type_id: '0-5',
        properties: [
          {
            targetProperty: 'subject',
            value: { type: 'STATIC_VALUE', staticValue: 'Hi {{ enrolled_object.firstname }}' },
          },
        ],
      }),
      [
        'write 0-5/subject at actions[0].fields.properties[0].targetProperty',
        'read 0-1/firstname at actions[0].fields.properties[0].value.staticValue',
      ],
    ],
    [
      'tokens of every root',
      {
        dataSources: [company],
        ...action('0-8', {
          subject: '{{ fetched_objects.fetched_object_7.domain }} {{ _0_2.name }} {{ contact.ssn }}',
          body: '{{ action_outputs.action_output_1.x }} {{ enrollment_events.e.y }} {{ enrolled_object }}',
          owner_properties: ['hubspot_owner_id'],
        }),
      },
      [
        'read 0-2/domain at actions[0].fields.subject',
        'read 0-2/name at actions[0].fields.subject',
        'read */ssn at actions[0].fields.subject',
        'read 0-1/hubspot_owner_id at actions[0].fields.owner_properties[0]',
      ],
    ],
    [
      'the filters of a wait',
      action('0-29', {
        event_filter_branches: [
          {
            filterBranchType: 'UNIFIED_EVENTS',
            eventTypeId: '4-1639801',
            filters: [
              property('hs_form_id', {
                operationType: 'ENUMERATION',
                operator: 'IS_ANY_OF',
                values: ['f-2'],
              }),
            ],
          },
        ],
      }),
      ['form f-2 at actions[0].fields.event_filter_branches[0].filters[0].operation'],
    ],
    [
      'an email that is sent',
      action('0-4', { content_id: '70010001' }),
      ['email 70010001 at actions[0].fields.content_id'],
    ],
    ['a list that is joined', action('0-63809083', { listId: '5' }), ['list 5 at actions[0].fields.listId']],
    ['a flow that is entered', action('0-15', { flow_id: '8' }), ['flow 8 at actions[0].fields.flow_id']],
    [
      'properties of two types that are matched',
      action('0-63189541', {
        enrolledObjectPropertyNameToMatch: '2-55/domain',
        associatedObjectPropertyNameToMatch: '0-2/domain',
      }),
      [
        'read 2-55/domain at actions[0].fields.enrolledObjectPropertyNameToMatch',
        'read 0-2/domain at actions[0].fields.associatedObjectPropertyNameToMatch',
      ],
    ],
    [
      'the value that a branch goes by',
      node('STATIC_BRANCH', { inputValue: { propertyName: 'stage' }, staticBranches: [] }),
      ['read 0-1/stage at actions[0].inputValue.propertyName'],
    ],
    [
      'the filters that a branch goes by',
      node('LIST_BRANCH', { listBranches: [{ filterBranch: and(property('country')) }] }),
      ['read 0-1/country at actions[0].listBranches[0].filterBranch.filters[0].property'],
    ],
    [
      'inputs of code',
      node('CUSTOM_CODE', {
        runtime: 'NODE20X',
        sourceCode: '{{ enrolled_object.not_a_token }}',
        inputFields: [{ name: 'x', value: { type: 'OBJECT_PROPERTY', propertyName: 'phone' } }],
      }),
      ['read 0-1/phone at actions[0].inputFields[0].value.propertyName'],
    ],
    [
      'parameters of a webhook',
      node('WEBHOOK', {
        method: 'GET',
        webhookUrl: 'https://hooks.example.test/{{ enrolled_object.zip }}',
        queryParams: [{ name: 'x', value: { type: 'OBJECT_PROPERTY', propertyName: 'phone' } }],
      }),
      [
        'read 0-1/zip at actions[0].webhookUrl',
        'read 0-1/phone at actions[0].queryParams[0].value.propertyName',
      ],
    ],
  ])('%s', (_, members, expected) => {
    expect(mentions(members)).toEqual(expected);
  });
});
