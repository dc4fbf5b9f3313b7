import { readTemplate, type Template } from '@millrace/core/template';
import { LruCache } from '../platform/index.ts';

/** Characters of the templates that are kept read. */
const KEPT_CHARACTERS_MAX = 5_000_000;

const templates = new LruCache<string, Template>({
  most: KEPT_CHARACTERS_MAX,
  sizeOf: (_template, text) => text.length,
});

/** A template that has been read, once for all mails that are made of it. Throws a TemplateError. */
export function templateOf(text: string): Template {
  const known = templates.get(text);
  if (known) return known;
  const template = readTemplate(text);
  templates.set(text, template);
  return template;
}
