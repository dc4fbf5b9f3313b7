import { quote } from '@millrace/core/problem';
import { z } from 'zod';
import { isAddress, type Mailbox } from '../mail/index.ts';
import { idOf } from '../platform/index.ts';

/** Addresses in one header at most. */
const ADDRESSES_MAX = 50;

/** Characters of the id that a caller gives a send; it is kept as a digest. */
const SEND_ID_CHARACTERS_MAX = 1_000;

/** Custom properties of one mail, and characters of one. */
const CUSTOM_MAX = 500;
const CUSTOM_CHARACTERS_MAX = 100_000;

const address = z.string().transform((text, context): string => {
  const trimmed = text.trim();
  if (isAddress(trimmed)) return trimmed;
  context.addIssue({ code: 'custom', message: `must be an email address, not ${quote(text)}` });
  return z.NEVER;
});

/** `Team <team@example.com>`, or the address alone. */
const mailbox = z.string().transform((text, context): Mailbox => {
  const [, name = '', inAngles] = /^([^<>]*)<([^<>]*)>\s*$/.exec(text) ?? [];
  const found = { name: name.trim().replace(/^"(.*)"$/, '$1'), address: (inAngles ?? text).trim() };
  if (isAddress(found.address) && !/\p{Cc}/u.test(found.name)) return found;
  const message = `must be an email address, or a name and one in angle brackets, not ${quote(text)}`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const addresses = z.array(address).max(ADDRESSES_MAX).nullish();

/** A custom value as templates print it. */
const custom = z
  .union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.unknown()), z.looseObject({})])
  .transform((value) => {
    if (value === null) return '';
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  })
  .pipe(z.string().max(CUSTOM_CHARACTERS_MAX));

/** The body of a single send. */
export const singleSendBody = z.looseObject({
  emailId: idOf('the id of an email'),
  message: z.looseObject({
    to: address,
    from: mailbox.nullish(),
    replyTo: addresses,
    cc: addresses,
    bcc: addresses,
    sendId: z.string().min(1).max(SEND_ID_CHARACTERS_MAX).nullish(),
  }),
  contactProperties: z.record(z.string(), z.unknown()).nullish(),
  customProperties: z
    .record(z.string(), custom)
    .refine((given) => Object.keys(given).length <= CUSTOM_MAX, `must be at most ${CUSTOM_MAX} properties`)
    .nullish(),
});

export type SingleSendBody = z.output<typeof singleSendBody>;
