import type { FilterForm } from './filter-form.ts';

/** Of what the record itself does not decide. */
export const EVERYBODY: readonly FilterForm[] = [
  {
    filterType: 'CAMPAIGN_INFLUENCED',
    name: 'Campaign',
    hint: 'kept, and met by nobody: there are no campaigns here',
    group: 'Everybody',
    start: { campaignId: '' },
    fields: [{ kind: 'text', member: 'campaignId', label: 'Campaign' }],
  },
  {
    filterType: 'CONSTANT',
    name: 'Everybody, or nobody',
    hint: 'whatever the record holds',
    group: 'Everybody',
    start: { shouldAccept: true },
    fields: [
      { kind: 'flag', member: 'shouldAccept', label: 'Meets', says: 'Everybody meets it' },
      { kind: 'text', member: 'source', label: 'Source', isOptional: true, isRare: true },
    ],
  },
];
