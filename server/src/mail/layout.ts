/**
 * Where the HTML of an email is: in the widgets of its content, laid out by its flexible areas.
 *
 * The widgets that the areas name come first: area by area (`main` before others), section by section, column by column.
 * Then the other widgets, by their `order` and name. A widget contributes `body.html` (or `rich_text`, `value`), an image
 * (`body.img`), or a button (`body.text` with `body.destination` or `body.link`). `preview_text` becomes the hidden text
 * that mail programs show beside the subject.
 */
export interface Layout {
  /** Template of the HTML document; null when no widget contributes. */
  readonly html: string | null;
  /** Template of the text part as the author wrote it; null when there is none. */
  readonly plainText: string | null;
}

/** Widgets beyond this are not looked at. */
const WIDGETS_MAX = 1_000;

const PREVIEW = 'preview_text';

export function layOut(content: unknown): Layout {
  const widgets = new Map(Object.entries(objectIn(content, 'widgets')).slice(0, WIDGETS_MAX));
  const parts = widgetNames(content, widgets).flatMap((name) => htmlOf(objectIn(widgets.get(name), 'body')));
  const preview = stringIn(objectIn(widgets.get(PREVIEW), 'body'), 'value');
  const text = stringIn(content, 'plainTextVersion');
  return {
    html: parts.length === 0 ? null : documentOf(preview, parts),
    plainText: text === '' ? null : text,
  };
}

function widgetNames(content: unknown, widgets: ReadonlyMap<string, unknown>): string[] {
  const placed = new Set(placedNames(objectIn(content, 'flexAreas')).filter((name) => widgets.has(name)));
  const others = [...widgets.keys()].filter((name) => !placed.has(name));
  others.sort((a, b) => orderOf(widgets.get(a)) - orderOf(widgets.get(b)) || (a < b ? -1 : 1));
  return [...placed, ...others].filter((name) => name !== PREVIEW);
}

function placedNames(areas: object): string[] {
  const inOrder = Object.entries(areas).sort(([a], [b]) => Number(b === 'main') - Number(a === 'main'));
  return inOrder.flatMap(([, area]) =>
    listIn(area, 'sections').flatMap((section) =>
      listIn(section, 'columns').flatMap((column) =>
        listIn(column, 'widgets').filter((name) => typeof name === 'string'),
      ),
    ),
  );
}

function htmlOf(body: object): string[] {
  const html = stringIn(body, 'html') || stringIn(body, 'rich_text') || stringIn(body, 'value');
  if (html !== '') return [html];
  const image = objectIn(body, 'img');
  const source = stringIn(image, 'src');
  if (source !== '')
    return [`<p><img src="${attribute(source)}" alt="${attribute(stringIn(image, 'alt'))}"></p>`];
  const link = stringIn(body, 'destination') || stringIn(body, 'link');
  return link === '' ? [] : [`<p><a href="${attribute(link)}">${stringIn(body, 'text') || link}</a></p>`];
}

function documentOf(preview: string, parts: readonly string[]): string {
  const hidden = preview === '' ? '' : `<div style="display:none">${preview}</div>\n`;
  return `<!doctype html>\n<html>\n<head><meta charset="utf-8"></head>\n<body>\n${hidden}${parts.join('\n')}\n</body>\n</html>`;
}

/** Quotes end an attribute; everything else is left to the template. */
function attribute(text: string): string {
  return text.replaceAll('"', '&quot;');
}

function orderOf(widget: unknown): number {
  const order = memberIn(widget, 'order');
  return typeof order === 'number' ? order : Number.MAX_SAFE_INTEGER;
}

function memberIn(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function objectIn(value: unknown, name: string): object {
  const member = memberIn(value, name);
  return typeof member === 'object' && member !== null ? member : {};
}

function listIn(value: unknown, name: string): readonly unknown[] {
  const member = memberIn(value, name);
  return Array.isArray(member) ? member : [];
}

function stringIn(value: unknown, name: string): string {
  const member = memberIn(value, name);
  return typeof member === 'string' ? member : '';
}
