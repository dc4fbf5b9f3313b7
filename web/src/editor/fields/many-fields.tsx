import { useMemo } from 'react';
import { textsAt } from '../../flow-body/index.ts';
import { Many, type Option, type OptionKind, useOptions, useProperties } from '../../pickers/index.ts';
import type { Field } from './field.ts';

function many(kind: OptionKind, takesAny: boolean): Field {
  return function OfKind({ member, value, onChange, problem }) {
    const { options, error } = useOptions(kind);
    return (
      <Many
        label={member.label}
        description={member.help}
        problem={problem}
        options={options}
        refusal={error}
        values={textsAt(value)}
        onChange={(ids) => onChange(ids.length === 0 && !member.isRequired ? undefined : ids)}
        takesAny={takesAny}
      />
    );
  };
}

export const Users = many('user', true);
export const Teams = many('team', true);
export const Secrets = many('secret', true);

const NO_OPTIONS: readonly Option[] = [];

export const Addresses: Field = ({ member, value, onChange, problem }) => (
  <Many
    label={member.label}
    description={member.help}
    problem={problem}
    options={NO_OPTIONS}
    values={textsAt(value)}
    onChange={(texts) =>
      onChange(texts.flatMap((text) => text.split(/[\s,;]+/)).filter((text) => text !== ''))
    }
    placeholder="ada@example.com"
  />
);

export const OwnerProperties: Field = ({ member, value, onChange, problem, objectTypeId }) => {
  const { properties } = useProperties(objectTypeId);
  const options = useMemo(
    () =>
      properties
        .filter(({ name }) => /owner/i.test(name))
        .map(({ name, label }) => ({ id: name, name: label, hint: name })),
    [properties],
  );
  return (
    <Many
      label={member.label}
      description={member.help}
      problem={problem}
      options={options}
      values={textsAt(value)}
      onChange={(names) => onChange(names.length === 0 ? undefined : names)}
    />
  );
};
