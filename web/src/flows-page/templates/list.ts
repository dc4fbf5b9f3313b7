import { birthday } from './birthday.ts';
import { dealStage } from './deal-stage.ts';
import { formFollowUp } from './form-follow-up.ts';
import { nurture } from './nurture.ts';
import { reEngagement } from './re-engagement.ts';
import { renewalDate } from './renewal-date.ts';
import type { Template } from './shape.ts';

/** The list of the templates, in the order in which they are offered. */
export const TEMPLATES: readonly Template[] = [
  formFollowUp,
  nurture,
  dealStage,
  reEngagement,
  birthday,
  renewalDate,
];
