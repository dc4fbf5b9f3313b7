/** The picture by which it is noted that a mail was opened. */
const PIXEL = 'img[src*="/email/open/"]';

/** A mail without the picture that counts its openings: looking at it here is none. */
export function withoutPixel(html: string): string {
  const mail = new DOMParser().parseFromString(html, 'text/html');
  for (const pixel of mail.querySelectorAll(PIXEL)) pixel.remove();
  return mail.documentElement.outerHTML;
}
