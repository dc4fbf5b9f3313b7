import { type FileHandle, open } from 'node:fs/promises';
import { unwritable } from '../../files/folder.ts';

/** Where a report goes. */
export interface ReportOutput {
  readonly write: (text: string) => void;
  end(): Promise<void>;
}

/** Into a file, which is written as the tests end, or to whoever reads this process. Fails at once for a file that cannot be written. */
export async function reportTo(file: string | undefined): Promise<ReportOutput> {
  if (file === undefined)
    return { write: (text) => void process.stdout.write(text), end: async () => undefined };
  let handle: FileHandle;
  try {
    handle = await open(file, 'w');
  } catch (error) {
    throw unwritable(file, error as Error);
  }
  let written = Promise.resolve();
  let failure: Error | undefined;
  return {
    write(text) {
      written = written
        .then(() => handle.appendFile(text))
        .catch((error: Error) => {
          failure ??= error;
        });
    },
    async end() {
      await written;
      await handle.close();
      if (failure) throw unwritable(file, failure);
    },
  };
}
