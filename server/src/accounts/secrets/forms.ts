/** How a value looks in texts: as it is, escaped, in URLs, as base64 and as hexadecimal, alone or as a part of something longer. */
export function formsOf(value: string): string[] {
  return partsOf(value).flatMap(formsOfPart);
}

/** Receivers say back what they have read out of a value: without its rim, its lines, and what `Authorization` says by it. */
function partsOf(value: string): string[] {
  const lines = value.split(/[\r\n]+/).map((line) => line.trim());
  const [, scheme = '', credentials = ''] = /^(\S+) +(\S+)$/.exec(value) ?? [];
  if (credentials === '') return [value, value.trim(), ...lines];
  if (scheme.toLowerCase() !== 'basic') return [value, credentials];
  const plain = Buffer.from(credentials, 'base64').toString('utf8');
  return [value, credentials, plain, plain.slice(plain.indexOf(':') + 1)];
}

function formsOfPart(value: string): string[] {
  const inUrl = encodeURIComponent(value.toWellFormed());
  const inJson = JSON.stringify(value).slice(1, -1);
  const hex = Buffer.from(value).toString('hex');
  return [
    value,
    inJson,
    JSON.stringify(inJson).slice(1, -1),
    // As other languages write JSON, and as code is shown a text.
    inJson.replaceAll('/', '\\/'),
    asciiOnly(inJson),
    inJson.replaceAll('\\"', '"'),
    inJson.replaceAll('\\"', '"').replaceAll("'", "\\'"),
    inHtml(value),
    inHtml(value).replaceAll("'", '&#39;'),
    ...[inUrl, inUrl.replaceAll('%20', '+'), new URLSearchParams({ v: value }).toString().slice(2)].flatMap(
      (text) => [text, text.replace(/%[0-9A-F]{2}/g, (escaped) => escaped.toLowerCase())],
    ),
    hex,
    hex.toUpperCase(),
    ...[0, 1, 2].flatMap((offset) => insideBase64(value, offset)),
  ];
}

function asciiOnly(text: string): string {
  return text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function inHtml(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Bits in a character of base64. */
const CHARACTER_BITS = 6;

/**
 * The characters of base64 that a value alone decides when so many bytes (modulo 3) come before it, as in `user:password`; what
 * comes before or behind it decides those at its rim.
 */
function insideBase64(value: string, bytesBefore: number): string[] {
  const bytes = Buffer.concat([Buffer.alloc(bytesBefore), Buffer.from(value)]);
  const first = Math.ceil((bytesBefore * 8) / CHARACTER_BITS);
  const beyond = Math.floor((bytes.length * 8) / CHARACTER_BITS);
  const text = bytes.toString('base64').slice(first, beyond);
  return [text, text.replaceAll('+', '-').replaceAll('/', '_')];
}
