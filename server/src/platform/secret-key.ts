const KEY_BYTES = 32;

/** A key for AES-256: 32 bytes, written in hex or in base64 of either alphabet. Undefined when it is none. */
export function parseSecretKey(text: string): Buffer | undefined {
  const encoding = /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64';
  if (encoding === 'base64' && !/^[\w+/-]{43}=?$/.test(text)) return undefined;
  const key = Buffer.from(text, encoding);
  return key.length === KEY_BYTES ? key : undefined;
}
