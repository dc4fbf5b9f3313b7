/** Bodies of actions with custom code, as short as a story needs them. */

type Json = Readonly<Record<string, unknown>>;

/** An action that runs this code; declared outputs by name. */
export function customCode(
  sourceCode: string,
  outputs: Readonly<Record<string, string>> = {},
  more: Json = {},
): Json {
  return {
    type: 'CUSTOM_CODE',
    runtime: 'NODE20X',
    sourceCode,
    secretNames: [],
    inputFields: [],
    outputFields: Object.entries(outputs).map(([name, type]) => ({ name, type })),
    ...more,
  };
}

export const input = (name: string, propertyName: string): Json => ({
  name,
  value: { type: 'OBJECT_PROPERTY', propertyName },
});
