import { readTokens, TemplateError } from '../../../template/index.ts';
import type { ExecutionRule } from '../app-action.ts';

type Outputs = Readonly<Record<string, string>>;

/** The text of the first rule that the outputs meet; undefined without one. */
export function ruleText(rules: readonly ExecutionRule[], outputs: Outputs): string | undefined {
  const rule = rules.find(({ conditions }) =>
    conditions.every(
      ({ output, values }) => Object.hasOwn(outputs, output) && values.includes(outputs[output]!),
    ),
  );
  return rule && filledIn(rule.text, outputs);
}

/** A token names an output by itself, or behind `outputs` or `outputFields`. */
function filledIn(text: string, outputs: Outputs): string {
  try {
    return readTokens(text).render((reference) => {
      const name = reference.at(-1)!;
      return Object.hasOwn(outputs, name) ? outputs[name]! : null;
    });
  } catch (error) {
    if (error instanceof TemplateError) return text;
    throw error;
  }
}
