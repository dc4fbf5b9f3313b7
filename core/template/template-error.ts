/** A mistake in a template, or in the text that it renders. */
export class TemplateError extends Error {
  override readonly name: string = 'TemplateError';
}

/** A value or an argument with which a filter can do nothing. */
export class FilterError extends TemplateError {
  override readonly name = 'FilterError';
}
