import type { Given } from '../../api/index.ts';
import { objectsAt, type RawObject, textAt, textsAt } from '../../flow-body/index.ts';

type Body = Given<'POST /millrace/v1/code/run'>['body'];

/** An input of code: a property of the record, a fixed value, or something that only a passage knows. */
export interface CodeInput {
  readonly name: string;
  /** The property that its value is read from. */
  readonly property: string | undefined;
  /** Of a fixed value, what it is. */
  readonly value: string | undefined;
}

export function inputsOf(action: RawObject): readonly CodeInput[] {
  return objectsAt(action, 'inputFields').flatMap((input): CodeInput[] => {
    const name = textAt(input, 'name');
    const type = textAt(input, 'value', 'type');
    const property = textAt(input, 'value', 'propertyName') || undefined;
    const fixed = type === 'STATIC_VALUE' ? textAt(input, 'value', 'staticValue') : undefined;
    return name === '' ? [] : [{ name, property: fixed === undefined ? property : undefined, value: fixed }];
  });
}

/** What is asked of whom. */
export interface Asked {
  readonly objectTypeId: string;
  /** `Contact`: what records of the type are called. */
  readonly typeName: string;
  readonly objectId: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/** The code of an action as a draft to run, with the event that it would get; inputs without a value are null, as they are for a flow. */
export function draftOf(action: RawObject, { objectTypeId, typeName, objectId, inputs }: Asked): Body {
  const number = Number(objectId);
  const objectType = objectTypeId.startsWith('0-') ? typeName.toUpperCase() : objectTypeId;
  return {
    runtime: textAt(action, 'runtime') || 'NODE20X',
    sourceCode: textAt(action, 'sourceCode'),
    secretNames: textsAt(action, 'secretNames'),
    outputFields: objectsAt(action, 'outputFields')
      .filter((output) => textAt(output, 'name') !== '')
      .map((output) => ({
        name: textAt(output, 'name'),
        type: textAt(output, 'type') || 'STRING',
        options: textsAt(output, 'options'),
      })),
    event: {
      ...(objectId === ''
        ? {}
        : { object: { objectType, objectId: Number.isSafeInteger(number) ? number : objectId } }),
      inputFields: Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [name, value === '' ? null : value]),
      ),
    },
  };
}
