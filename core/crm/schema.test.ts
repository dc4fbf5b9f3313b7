import { describe, expect, it } from 'vitest';
import { CrmSchema } from './schema.ts';

const schema = new CrmSchema({
  objectTypes: [],
  properties: [],
  groups: [],
  associationTypes: [],
  pipelines: [],
});

describe('object types', () => {
  it.each(['0-1', 'contact', 'contacts', 'CONTACT', 'Contacts'])('%s names the contact', (name) => {
    expect(schema.objectType(name)?.id).toBe('0-1');
  });

  it('knows nothing by a name of no one', () => {
    expect(schema.objectType('unicorns')).toBeUndefined();
    expect(schema.objectType('__proto__')).toBeUndefined();
  });

  it('have the properties that they speak of', () => {
    expect(schema.objectTypes.length).toBeGreaterThan(20);
    for (const type of schema.objectTypes) {
      const known = schema.properties(type.id);
      const spoken = [
        ...type.defaultProperties,
        ...type.requiredProperties,
        ...type.searchableProperties,
        ...type.secondaryDisplayProperties,
        type.primaryDisplayProperty!,
        type.createdProperty,
        type.modifiedProperty,
      ];
      expect(spoken.filter((name) => !known.has(name))).toEqual([]);
    }
  });

  it('keep no option twice', () => {
    for (const type of schema.objectTypes) {
      for (const property of schema.properties(type.id).values()) {
        const values = property.options.map((option) => option.value);
        expect(new Set(values).size).toBe(values.length);
      }
    }
  });
});

describe('association types', () => {
  it.each([
    ['0-1', '0-2', 279],
    ['0-2', '0-1', 280],
    ['0-5', '0-1', 16],
    ['0-5', '0-2', 339],
    ['0-3', '0-1', 3],
    ['0-27', '0-1', 204],
    ['0-27', '0-5', 230],
  ])('from %s to %s the plain one is %d', (from, to, typeId) => {
    expect(schema.defaultAssociationType(from, to)?.typeId).toBe(typeId);
  });

  it('knows the primary company of a contact', () => {
    expect(schema.primaryAssociationType('0-1', '0-2')?.typeId).toBe(1);
    expect(schema.primaryAssociationType('0-2', '0-1')?.typeId).toBe(2);
  });

  it('are the inverse of their inverse', () => {
    let looked = 0;
    for (const from of schema.objectTypes) {
      for (const to of schema.objectTypes) {
        for (const type of schema.associationTypes(from.id, to.id)) {
          const inverse = schema.inverseOf(type);
          expect(inverse).toMatchObject({ fromObjectTypeId: to.id, toObjectTypeId: from.id });
          expect(schema.inverseOf(inverse)).toBe(type);
          looked++;
        }
      }
    }
    expect(looked).toBeGreaterThan(100);
  });
});
