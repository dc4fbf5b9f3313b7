import { describe, expect, test } from 'vitest';
import { lackingScopes } from './lacking.ts';

const holding = (...scopes: string[]) => ({ scopes });

describe('what a token lacks for an operation', () => {
  test('is the scope that it asks for', () => {
    expect(lackingScopes(holding('automation'), 'GET /marketing/v3/emails')).toEqual(['content']);
    expect(lackingScopes(holding('content'), 'GET /marketing/v3/emails')).toEqual([]);
    expect(lackingScopes(holding('all'), 'GET /marketing/v3/emails')).toEqual([]);
  });

  test('is nothing where one of several is there, and the first where none is', () => {
    expect(lackingScopes(holding('automation'), 'GET /crm/v3/owners')).toEqual([]);
    expect(lackingScopes(holding('forms'), 'GET /crm/v3/owners')).toEqual(['crm.objects.owners.read']);
  });

  test('is what is missing of those that are asked for together', () => {
    expect(lackingScopes(holding('crm.lists.read'), 'POST /crm/v3/lists')).toEqual(['crm.lists.write']);
  });

  test('goes by the type in the path: its records, or its definition, which automating opens too', () => {
    const read = 'GET /crm/v3/objects/{objectType}/{objectId}';
    expect(lackingScopes(holding('automation'), read, { path: { objectType: '0-3' } })).toEqual([
      'crm.objects.deals.read',
    ]);
    expect(lackingScopes(holding('crm.objects.custom.read'), read, { path: { objectType: '2-7' } })).toEqual(
      [],
    );
    const properties = 'GET /crm/v3/properties/{objectType}';
    expect(lackingScopes(holding('automation'), properties, { path: { objectType: '0-3' } })).toEqual([]);
    expect(lackingScopes(holding('forms'), properties, { path: { objectType: '0-3' } })).toEqual([
      'crm.schemas.deals.read',
    ]);
  });

  test('is nothing of what asks for no scope, and of names that only the server knows', () => {
    expect(lackingScopes(holding(), 'GET /millrace/v1/session')).toEqual([]);
    const read = 'GET /crm/v3/objects/{objectType}/{objectId}';
    expect(lackingScopes(holding(), read, { path: { objectType: 'machines' } })).toEqual([]);
  });

  test('goes by the records that are told of, where the page knows them', () => {
    const steps = 'GET /millrace/v1/flows/{flowId}/steps';
    const automating = holding('automation', 'crm.objects.deals.read');
    expect(lackingScopes(automating, steps, { records: '0-3' })).toEqual([]);
    expect(lackingScopes(automating, steps, { records: '0-1' })).toEqual(['crm.objects.contacts.read']);
    const passage = 'GET /millrace/v1/enrollments/{enrollmentId}';
    expect(lackingScopes(automating, passage, { records: 'any' })).toEqual([]);
    expect(lackingScopes(holding('automation'), passage, { records: 'any' })).toHaveLength(5);
    expect(lackingScopes(holding('forms'), passage, { records: 'any' })).toEqual(['automation']);
    expect(lackingScopes(holding('automation'), passage)).toEqual([]);
  });
});
