import { iso } from '../../../time/index.ts';
import type { SingleConnectionAction } from '../../definition/index.ts';
import type { Outcome, RunContext } from '../../engine/index.ts';
import { resolveText } from '../../values/index.ts';
import { internal } from '../action-type.ts';
import { flag, html, newAssociations, said } from '../fields.ts';
import { makeActivity, valuesFrom } from '../parts/make-activity.ts';
import { MAKING_REASONS } from '../parts/make-record.ts';
import { foreseenLinks } from '../parts/record-links.ts';
import { sayCreateNote } from './create-note.say.ts';

const NOTE = '0-46';
/** The property of a record that names the activity at the top of its timeline. */
const PINNED = 'hs_pinned_engagement_id';

const fields = {
  note_body: said(html('Text'), 'What the note says; tokens are filled in.'),
  pin_note: said(flag('Pin to the enrolled record'), 'The note stands above all others of the record.'),
  associations: said(
    newAssociations('Associated with'),
    'Records that the note is about, beside the enrolled one.',
  ),
  use_explicit_associations: said(
    flag('Only these associations'),
    'The note is not associated with the enrolled record, unless it is named.',
  ),
};

export const createNote = internal({
  id: '0-169425243',
  say: sayCreateNote,
  versions: [0, 1],
  name: 'Create note',
  says:
    'Makes a note (`0-46`), linked by `associations`, and, unless `use_explicit_associations`, to the enrolled record when there are none. ' +
    'With `pin_note` it takes the place of what was pinned to the enrolled record, whose `hs_pinned_engagement_id` names it then. ' +
    'Tokens in `note_body` are escaped, since it is HTML.',
  summary: 'Writes a note about the record.',
  icon: 'sticky-note',
  group: 'CRM',
  outputs: [{ key: 'hs_object_id', says: 'The id of the new note.' }],
  reasons: {
    ...MAKING_REASONS,
    LOOP_PREVENTED: 'In a flow over notes: the enrolled note was created by this flow.',
  },
  fields,
  refine: (schema) =>
    schema.refine(({ note_body }) => note_body.trim() !== '', {
      path: ['note_body'],
      message: 'must not be empty',
    }),
  compile: (read, action: SingleConnectionAction, context) =>
    makeActivity(
      {
        objectTypeId: NOTE,
        associations: read.associations,
        isExplicit: read.use_explicit_associations,
        valuesOf: (run) =>
          valuesFrom({
            hs_note_body: resolveText(read.note_body, run, 'html'),
            hs_timestamp: { kind: 'value', value: iso(run.now) },
          }),
        ...(read.pin_note ? { afterwards: pinned } : {}),
      },
      action,
      context,
    ),
  foresee: ({ associations }) => foreseenLinks(associations),
  examples: [
    {
      shows: 'A note on the enrolled contact, pinned.',
      action: {
        fields: { note_body: '<p>Likes {{ enrolled_object.industry }}.</p>', pin_note: 'true' },
      },
      properties: { industry: 'R&D' },
      known: [{ ask: { kind: 'reservation', pool: 'record ids', claim: '1:1:1' }, answer: '301' }],
      outcome: {
        outcome: 'SUCCEEDED',
        next: '2',
        outputs: { hs_object_id: '301' },
        detail: {
          objectTypeId: '0-46',
          recordId: '301',
          associations: [{ objectTypeId: '0-1', id: '101' }],
          pinned: true,
        },
      },
    },
    {
      shows: 'A note without a text cannot be made.',
      action: { fields: { note_body: ' ' } },
      outcome: { outcome: 'FAILED', reason: 'INVALID_CONFIGURATION', next: '2', changes: [] },
    },
    {
      shows: 'A record to link to that is not there.',
      action: {
        fields: {
          note_body: 'Hello',
          associations: [
            {
              target: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 190 },
              value: { type: 'STATIC_VALUE', staticValue: '404' },
            },
          ],
        },
      },
      outcome: { outcome: 'FAILED', reason: 'ASSOCIATED_RECORD_NOT_FOUND', next: '2', changes: [] },
    },
    {
      shows: 'In a flow over notes, a note that the flow itself has made makes no other.',
      action: { fields: { note_body: 'And then' } },
      objectTypeId: '0-46',
      isOwnRecord: true,
      outcome: { outcome: 'SKIPPED', reason: 'LOOP_PREVENTED', next: '2', changes: [] },
    },
  ],
});

function pinned(made: Extract<Outcome, { kind: 'done' }>, { record }: RunContext): Outcome {
  const ref = { objectTypeId: record.objectTypeId, id: record.id };
  const pin = {
    kind: 'setProperties',
    ref,
    values: { [PINNED]: made.outputs?.['hs_object_id'] ?? null },
  } as const;
  return { ...made, writes: [...(made.writes ?? []), pin], detail: { ...made.detail, pinned: true } };
}
