import { expect, it } from 'vitest';
import { parseRaw, type RawObject } from '../../flow-body/index.ts';
import { draftOf, inputsOf } from './draft-of.ts';

const action =
  parseRaw(`{"type":"CUSTOM_CODE","actionId":"2","runtime":"NODE22X","sourceCode":"exports.main = 1",
  "secretNames":["KEY"],"outputFields":[{"name":"score","type":"NUMBER"},{"name":"","type":"STRING"}],
  "inputFields":[{"name":"mail","value":{"type":"OBJECT_PROPERTY","propertyName":"email"}},
    {"name":"limit","value":{"type":"STATIC_VALUE","staticValue":"5"}},
    {"name":"earlier","value":{"type":"FIELD_DATA","actionId":"1","dataKey":"x"}},{"name":""}]}`) as RawObject;

it('knows where the inputs of an action come from', () => {
  expect(inputsOf(action)).toEqual([
    { name: 'mail', property: 'email', value: undefined },
    { name: 'limit', property: undefined, value: '5' },
    { name: 'earlier', property: undefined, value: undefined },
  ]);
});

it('asks for a run as a flow would: no value is null, and the record is who it is', () => {
  const asked = { objectTypeId: '0-1', typeName: 'Contact', objectId: '101' };
  expect(draftOf(action, { ...asked, inputs: { mail: 'a@b.example', limit: '' } })).toEqual({
    runtime: 'NODE22X',
    sourceCode: 'exports.main = 1',
    secretNames: ['KEY'],
    outputFields: [{ name: 'score', type: 'NUMBER', options: [] }],
    event: {
      object: { objectType: 'CONTACT', objectId: 101 },
      inputFields: { mail: 'a@b.example', limit: null },
    },
  });
  const own = draftOf(action, { ...asked, objectTypeId: '2-7', objectId: '', inputs: {} });
  expect(own.event).toEqual({ inputFields: {} });
});
