import { z } from 'zod';
import { flag, whole } from '../../platform/index.ts';
import { storableText } from '../../schema/index.ts';
import { STATES } from '../status.ts';

/** Inputs of one batch. */
export const BATCH_STATUSES_MAX = 100;

/** Characters of a subscriber's address. */
const ADDRESS_CHARACTERS_MAX = 254;
/** Characters of the explanation of a legal basis. */
const EXPLANATION_CHARACTERS_MAX = 2_000;

/** There is one channel; business units are not told apart. */
export const channelQuery = z.object({
  channel: z.literal('EMAIL'),
  businessUnitId: whole(0, Number.MAX_SAFE_INTEGER).optional(),
  verbose: flag,
});

export const subscriberAddress = storableText(ADDRESS_CHARACTERS_MAX).min(1);

export const subscriberParams = z.object({ subscriberIdString: z.string() });

export const subscriptionId = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,15}$/, 'must be the id of a subscription type'));

/** Why a status may be what it is asked to be. */
export const basis = {
  legalBasis: z
    .enum([
      'CONSENT_WITH_NOTICE',
      'LEGITIMATE_INTEREST_CLIENT',
      'LEGITIMATE_INTEREST_OTHER',
      'LEGITIMATE_INTEREST_PQL',
      'NON_GDPR',
      'PERFORMANCE_OF_CONTRACT',
      'PROCESS_AND_STORE',
    ])
    .optional(),
  legalBasisExplanation: storableText(EXPLANATION_CHARACTERS_MAX).optional(),
};

export const partialStatus = z.object({
  ...basis,
  channel: z.literal('EMAIL'),
  statusState: z.enum(STATES),
  subscriptionId,
});

export const statusBatch = z.object({
  inputs: z.array(partialStatus.extend({ subscriberIdString: subscriberAddress })).max(BATCH_STATUSES_MAX),
});

export const subscriberBatch = z.object({ inputs: z.array(subscriberAddress).max(BATCH_STATUSES_MAX) });
