/** Definitions of app actions, as short as a test needs them. */
import type { Client } from '@hubspot/api-client';
import type { Millrace } from './millrace.ts';

type Json = Readonly<Record<string, unknown>>;

/** An app of the account, with what its receivers check signatures by. */
export interface TestApp {
  readonly appId: number;
  readonly clientSecret: string;
}

export async function givenApp(millrace: Millrace, name = 'Stock'): Promise<TestApp> {
  const { status, body } = await millrace.post('/millrace/v1/apps', { name, scopes: ['automation'] });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return { appId: Number(body.id), clientSecret: body.clientSecret };
}

export function inputField(name: string, more: Json = {}, isRequired = false): Json {
  return {
    typeDefinition: { name, type: 'string', fieldType: 'text', options: [], ...more },
    isRequired,
    supportedValueTypes: ['STATIC_VALUE', 'OBJECT_PROPERTY'],
  };
}

export function outputField(name: string, more: Json = {}): Json {
  return { typeDefinition: { name, type: 'string', fieldType: 'text', options: [], ...more } };
}

/** The body of a definition; what its own types ask for more than its server, the client sends as well. */
// biome-ignore lint/suspicious/noExplicitAny: the client's types are classes
export function definitionBody(actionUrl: string, more: Json = {}): any {
  return {
    actionUrl,
    objectTypes: ['CONTACT'],
    published: true,
    inputFields: [
      inputField('sku', {}, true),
      inputField('quantity', { type: 'number', fieldType: 'number' }),
    ],
    outputFields: [outputField('reservation'), outputField('warehouse')],
    functions: [],
    labels: {
      en: {
        actionName: 'Reserve stock',
        actionDescription: 'Reserves an article',
        inputFieldLabels: { sku: 'Article', quantity: 'Quantity' },
        outputFieldLabels: { reservation: 'Reservation' },
      },
    },
    ...more,
  };
}

/** A change of a definition; the client's type asks for every member. */
// biome-ignore lint/suspicious/noExplicitAny: the client's types are classes
export function patch(changed: Json): any {
  return changed;
}

export type Actions = Client['automation']['actions'];
