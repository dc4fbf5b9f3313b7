/** A mistake in a template, or in the text that it renders. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
