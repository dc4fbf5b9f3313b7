import { z } from 'zod';
import { type FormField, fieldSchema, type WrittenField } from './field.ts';

/** The members of a form that clients write, complete: members left out have their defaults. */
export interface FormDefinition<Field = FormField> {
  readonly name: string;
  readonly formType: 'hubspot';
  readonly fieldGroups: readonly FieldGroup<Field>[];
  readonly configuration: Configuration;
  readonly displayOptions: Readonly<Record<string, unknown>>;
  readonly legalConsentOptions: Readonly<Record<string, unknown>>;
}

export interface FieldGroup<Field = FormField> {
  readonly groupType: string;
  readonly fields: readonly Field[];
  readonly [member: string]: unknown;
}

export interface Configuration {
  readonly postSubmitAction: { readonly type: 'thank_you' | 'redirect_url'; readonly value: string };
  readonly recaptchaEnabled: boolean;
  readonly lifecycleStages: readonly { readonly objectTypeId: string; readonly value: string }[];
  readonly [member: string]: unknown;
}

export const FORM_NAME_CHARACTERS_MAX = 500;
/** Of groups in a form and of fields in a group. */
const MEMBERS_MAX = 500;

const configuration = z
  .looseObject({
    language: z.string(),
    cloneable: z.boolean(),
    editable: z.boolean(),
    archivable: z.boolean(),
    recaptchaEnabled: z.boolean(),
    notifyContactOwner: z.boolean(),
    notifyRecipients: z.array(z.string()),
    createNewContactForNewEmail: z.boolean(),
    prePopulateKnownValues: z.boolean(),
    allowLinkToResetKnownValues: z.boolean(),
    lifecycleStages: z.array(z.looseObject({ objectTypeId: z.string(), value: z.string() })),
    postSubmitAction: z.looseObject({ type: z.enum(['thank_you', 'redirect_url']), value: z.string() }),
    embedType: z.enum(['V3', 'V4']),
  })
  .partial();

const displayOptions = z
  .looseObject({
    renderRawHtml: z.boolean(),
    theme: z.enum(['canvas', 'default_style', 'legacy', 'linear', 'round', 'sharp']),
    submitButtonText: z.string(),
    cssClass: z.string().nullable(),
    style: z.looseObject({}),
  })
  .partial();

const legalConsentOptions = z.looseObject({
  type: z.enum(['none', 'legitimate_interest', 'explicit_consent_to_process', 'implicit_consent_to_process']),
});

const fieldGroup = z.looseObject({
  groupType: z.enum(['default_group', 'progressive', 'queued']).default('default_group'),
  richTextType: z.enum(['image', 'text']).default('text'),
  fields: z.array(fieldSchema).max(MEMBERS_MAX),
});

const name = z
  .string()
  .min(1)
  .max(FORM_NAME_CHARACTERS_MAX)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must have no control characters');

const members = {
  formType: z.literal('hubspot').default('hubspot'),
  fieldGroups: z.array(fieldGroup).max(MEMBERS_MAX),
  configuration,
  displayOptions,
  legalConsentOptions,
  archived: z.boolean(),
};

/** Bodies of create and replace. An id may be chosen on create: an addition to the original's API. */
export const createBody = z.looseObject({
  ...z.object(members).partial().shape,
  name,
  id: z.guid().optional(),
});
/** The body of update: what is named is changed. */
export const patchBody = z.looseObject({ ...z.object(members).partial().shape, name: name.optional() });

export type FormBody = z.output<typeof createBody>;
export type FormPatch = z.output<typeof patchBody>;

/** The text that a visitor reads after a submission when the form has none. */
export const THANKS = 'Thanks for submitting the form.';

const DEFAULT_CONFIGURATION: Configuration = {
  language: 'en',
  cloneable: true,
  editable: true,
  archivable: true,
  recaptchaEnabled: false,
  notifyContactOwner: false,
  notifyRecipients: [],
  createNewContactForNewEmail: false,
  prePopulateKnownValues: true,
  allowLinkToResetKnownValues: false,
  lifecycleStages: [],
  postSubmitAction: { type: 'thank_you', value: THANKS },
};

const DEFAULT_STYLE = {
  fontFamily: 'arial, helvetica, sans-serif',
  backgroundWidth: '100%',
  labelTextColor: '#33475b',
  labelTextSize: '14px',
  helpTextColor: '#7C98B6',
  helpTextSize: '11px',
  legalConsentTextColor: '#33475b',
  legalConsentTextSize: '14px',
  submitColor: '#ff7a59',
  submitAlignment: 'left',
  submitFontColor: '#ffffff',
  submitSize: '12px',
};

const EMPTY: Omit<FormDefinition, 'name'> = {
  formType: 'hubspot',
  fieldGroups: [],
  configuration: DEFAULT_CONFIGURATION,
  displayOptions: {
    renderRawHtml: false,
    theme: 'default_style',
    submitButtonText: 'Submit',
    style: DEFAULT_STYLE,
  },
  legalConsentOptions: { type: 'none' },
};

/** The members of a body over those that are there: configuration and display member by member, the rest as a whole. */
export function definitionOf(body: FormBody): FormDefinition<WrittenField> {
  return merged({ ...EMPTY, name: body.name }, body);
}

export function merged(base: FormDefinition, body: FormPatch): FormDefinition<WrittenField> {
  const style = { ...(base.displayOptions['style'] as object), ...body.displayOptions?.style };
  return {
    name: body.name ?? base.name,
    formType: 'hubspot',
    fieldGroups: body.fieldGroups ?? base.fieldGroups,
    configuration: { ...base.configuration, ...defined(body.configuration) },
    displayOptions: { ...base.displayOptions, ...defined(body.displayOptions), style },
    legalConsentOptions: body.legalConsentOptions ?? base.legalConsentOptions,
  };
}

type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** Zod leaves no member behind that is undefined; its types do not know. */
function defined<T extends object>(part: T | undefined): Partial<Defined<T>> {
  return (part ?? {}) as Partial<Defined<T>>;
}
