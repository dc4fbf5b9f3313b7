import * as z from 'zod';
import { equals, event, not } from '../condition.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { name } from '../members.ts';
import { refinements } from '../refine-by.ts';
import { sayCta } from './cta.say.ts';
import { filterKind } from './shape.ts';

const clicked = { events: [[EVENT_TYPES.CTA_CLICKED, { hs_cta_name: 'c', hs_cta_placement: 'p' }]] } as const;
const viewed = { events: [[EVENT_TYPES.CTA_VIEWED, { hs_cta_name: 'c', hs_cta_placement: 'p' }]] } as const;

/** A call to action, or one of its placements, was clicked or seen, or was not. */
export const cta = filterKind({
  filterType: 'CTA',
  members: {
    operator: z.enum([
      'HAS_CLICKED_CTA',
      'HAS_NOT_CLICKED_CTA',
      'HAS_CLICKED_CTA_PLACEMENT',
      'HAS_NOT_CLICKED_CTA_PLACEMENT',
      'HAS_OPENED_CTA',
      'HAS_NOT_OPENED_CTA',
      'HAS_OPENED_CTA_PLACEMENT',
      'HAS_NOT_OPENED_CTA_PLACEMENT',
    ]),
    ctaName: name,
    ...refinements,
  },
  meaning(filter) {
    const { operator, ctaName, path } = filter;
    const eventType = operator.includes('CLICKED') ? EVENT_TYPES.CTA_CLICKED : EVENT_TYPES.CTA_VIEWED;
    const property = operator.endsWith('PLACEMENT') ? 'hs_cta_placement' : 'hs_cta_name';
    const happened = event(eventType, [equals(property, ctaName, path)], filter);
    return operator.startsWith('HAS_NOT') ? not(happened) : happened;
  },
  say: sayCta,
  cases: [
    {
      says: 'clicked',
      sentence: 'The contact has clicked the call to action c',
      filter: { operator: 'HAS_CLICKED_CTA', ctaName: 'c' },
      contact: clicked,
      met: true,
    },
    { says: 'seen only', filter: { operator: 'HAS_CLICKED_CTA', ctaName: 'c' }, contact: viewed, met: false },
    {
      says: 'seen only',
      sentence: 'The contact has not clicked the call to action c',
      filter: { operator: 'HAS_NOT_CLICKED_CTA', ctaName: 'c' },
      contact: viewed,
      met: true,
    },
    {
      says: 'clicked there',
      sentence: 'The contact has clicked the placement p',
      filter: { operator: 'HAS_CLICKED_CTA_PLACEMENT', ctaName: 'p' },
      contact: clicked,
      met: true,
    },
    {
      says: 'clicked there',
      sentence: 'The contact has not clicked the placement p',
      filter: { operator: 'HAS_NOT_CLICKED_CTA_PLACEMENT', ctaName: 'p' },
      contact: clicked,
      met: false,
    },
    {
      says: 'seen',
      sentence: 'The contact has seen the call to action c',
      filter: { operator: 'HAS_OPENED_CTA', ctaName: 'c' },
      contact: viewed,
      met: true,
    },
    {
      says: 'another one',
      sentence: 'The contact has not seen the call to action d',
      filter: { operator: 'HAS_NOT_OPENED_CTA', ctaName: 'd' },
      contact: viewed,
      met: true,
    },
    {
      says: 'seen there',
      sentence: 'The contact has seen the placement p',
      filter: { operator: 'HAS_OPENED_CTA_PLACEMENT', ctaName: 'p' },
      contact: viewed,
      met: true,
    },
    {
      says: 'seen there',
      sentence: 'The contact has not seen the placement p',
      filter: { operator: 'HAS_NOT_OPENED_CTA_PLACEMENT', ctaName: 'p' },
      contact: viewed,
      met: false,
    },
  ],
});
