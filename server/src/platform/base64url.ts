/**
 * Decodes base64url as this server writes it, and nothing else: Node's own decoder passes over characters that are not of the alphabet,
 * over what follows the end, and over bits that no byte takes, so that many texts would say the same. Undefined for those.
 */
export function fromBase64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
