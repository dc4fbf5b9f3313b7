import { CONTACT } from '../../../crm/index.ts';
import type { SingleConnectionAction } from '../../definition/index.ts';
import { internal, misconfigured } from '../action-type.ts';
import { choice, enrolledRecord, said } from '../fields.ts';
import { otherObjectType } from '../parts/other-object-type.ts';
import { writeOnEnrolled } from '../parts/set-on-enrolled.ts';
import { saySetMarketingStatus } from './set-marketing-status.say.ts';

const NAME = 'Set marketing contact status';
const STATUS = 'hs_marketable_status';

const fields = {
  targetContact: said(enrolledRecord('Contact'), 'The enrolled contact.'),
  marketableType: said(
    choice('Status', ['MARKETABLE', 'NON_MARKETABLE']),
    'Only marketing contacts get marketing emails.',
  ),
};

export const setMarketingStatus = internal({
  id: '0-31',
  say: saySetMarketingStatus,
  versions: [13],
  name: NAME,
  says:
    'Makes the enrolled contact a marketing contact, or none: `hs_marketable_status`, which marketing emails read, with ' +
    '`hs_marketable_reason_type` and `hs_marketable_reason_id` naming the flow. It counts at once, since there is no renewal to wait ' +
    'for: `hs_marketable_until_renewal` is `false`. A contact who is that already stays so, for the reason that there was.',
  summary: 'Says whether the contact is a marketing contact.',
  icon: 'megaphone',
  group: 'COMMUNICATION',
  objectTypeIds: [CONTACT],
  fields,
  staysWithRecord: () => true,
  compile: ({ marketableType }, action: SingleConnectionAction, context) => {
    const problems = otherObjectType(NAME, [CONTACT], context);
    if (problems.length > 0) return misconfigured(problems);
    const { flowId } = context;
    return (run) => {
      const value = String(marketableType === 'MARKETABLE');
      const changed = run.record.properties[STATUS] !== value;
      const set = writeOnEnrolled(run, {
        [STATUS]: value,
        hs_marketable_reason_type: 'WORKFLOW',
        hs_marketable_reason_id: flowId,
        hs_marketable_until_renewal: 'false',
      });
      if (set.kind !== 'write') return set;
      return {
        kind: 'done',
        connection: action.connection,
        writes: changed ? [set.write] : [],
        detail: { marketableType, changed },
      };
    };
  },
  examples: [
    {
      shows: 'The contact becomes a marketing contact.',
      action: { fields: { targetContact: '{{ enrolled_object }}', marketableType: 'MARKETABLE' } },
      outcome: {
        outcome: 'SUCCEEDED',
        next: '2',
        detail: { marketableType: 'MARKETABLE', changed: true },
        changes: [
          {
            record: '0-1/101',
            kind: 'updated',
            after: {
              hs_marketable_status: 'true',
              hs_marketable_reason_type: 'WORKFLOW',
              hs_marketable_reason_id: '7',
              hs_marketable_until_renewal: 'false',
            },
          },
        ],
      },
    },
    {
      shows: 'A contact who is none already stays so.',
      action: { fields: { targetContact: '{{ enrolled_object }}', marketableType: 'NON_MARKETABLE' } },
      properties: { hs_marketable_status: 'false' },
      outcome: {
        outcome: 'SUCCEEDED',
        detail: { marketableType: 'NON_MARKETABLE', changed: false },
        changes: [],
      },
    },
    {
      shows: 'In a flow over companies there is no contact to be made one.',
      action: { fields: { marketableType: 'MARKETABLE' } },
      objectTypeId: '0-2',
      outcome: { outcome: 'FAILED', reason: 'INVALID_CONFIGURATION', next: '2', changes: [] },
    },
    {
      shows: 'A status that there is not.',
      action: { fields: { marketableType: 'PERHAPS' } },
      outcome: { outcome: 'FAILED', reason: 'INVALID_CONFIGURATION', next: '2', changes: [] },
    },
  ],
});
