/** How a value looks in texts: as it is, escaped, in URLs, as base64 and as hexadecimal, alone or as a part of something longer. */
export function formsOf(value: string): string[] {
  const inUrl = encodeURIComponent(value);
  const inJson = JSON.stringify(value).slice(1, -1);
  const hex = Buffer.from(value).toString('hex');
  return [
    value,
    inJson,
    JSON.stringify(inJson).slice(1, -1),
    value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    ...[inUrl, inUrl.replaceAll('%20', '+'), new URLSearchParams({ v: value }).toString().slice(2)].flatMap(
      (text) => [text, text.replace(/%[0-9A-F]{2}/g, (escaped) => escaped.toLowerCase())],
    ),
    hex,
    hex.toUpperCase(),
    ...[0, 1, 2].flatMap((offset) => insideBase64(value, offset)),
  ];
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
