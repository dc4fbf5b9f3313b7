/** What is wrong with a template, or with what it comes to. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
