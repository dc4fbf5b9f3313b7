import { compile } from 'html-to-text';
import { RenderError } from './errors.ts';

/** Of documents that are longer, the beginning is read; mail programs cut at a tenth of that. */
const INPUT_CHARACTERS_MAX = 1_000_000;

/** The parser's time grows with the square of the depth; at this depth it is some hundredths of a second. */
const OPEN_ELEMENTS_MAX = 5_000;

/** The shortest tag. A document that is no longer than so many of them need not be looked at. */
const TAG_CHARACTERS_MIN = '<b>'.length;

const convert = compile({
  wordwrap: false,
  limits: { maxInputLength: INPUT_CHARACTERS_MAX, maxDepth: 200, ellipsis: '…' },
  selectors: [
    { selector: 'img', format: 'skip' },
    { selector: '[style*="display:none"]', format: 'skip' },
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
  ],
});

/** What an HTML document says as plain text: links keep their address, images nothing. Throws a RenderError. */
export function htmlToText(html: string): string {
  if (html.length > OPEN_ELEMENTS_MAX * TAG_CHARACTERS_MIN && openElements(html) > OPEN_ELEMENTS_MAX)
    throw new RenderError('HTML', `more than ${OPEN_ELEMENTS_MAX} elements are not closed`);
  return convert(html);
}

/** Elements that need no closing tag. */
const SELF_CLOSING =
  /^(area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|param|source|td|th|tr|track|wbr)$/i;

/** The greatest number of elements that are open at once, roughly. */
function openElements(html: string): number {
  let open = 0;
  let most = 0;
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (SELF_CLOSING.test(name)) continue;
    open += slash === '' ? 1 : -1;
    if (open > most) most = open;
    if (open < 0) open = 0;
  }
  return most;
}
