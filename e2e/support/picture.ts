import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';

const FOLDER = path.join(import.meta.dirname, '../../docs/screenshots');
/** Of 100; text stays sharp, and a page takes some 30 kB. */
const QUALITY = 80;

/** Takes the picture of a page for the documents, when `MILLRACE_SCREENSHOTS=1` asks for them: an ordinary run changes no file. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (process.env['MILLRACE_SCREENSHOTS'] !== '1') return;
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  await devtools.detach();
  await mkdir(FOLDER, { recursive: true });
  await writeFile(path.join(FOLDER, `${name}.webp`), Buffer.from(data, 'base64'));
}
