import type { Places } from './addresses.ts';
import type { Availability } from './availability.ts';
import { Connection, type ConnectionOptions } from './connection.ts';

/** Pause after a failure to listen. */
const AGAIN_MS = 250;

/** A connection that only listens, made again whenever it is lost. */
export class Listener {
  readonly #places: Places;
  readonly #options: ConnectionOptions;
  readonly #availability: Availability;
  readonly #channel: string;
  readonly #heard: (payload: string) => void;
  /** Called when it listens again: notifications in between are lost. */
  readonly #missed: () => void;
  #connection: Connection | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(
    places: Places,
    options: ConnectionOptions,
    availability: Availability,
    channel: string,
    heard: (payload: string) => void,
    missed: () => void,
  ) {
    this.#places = places;
    this.#options = options;
    this.#availability = availability;
    this.#channel = channel;
    this.#heard = heard;
    this.#missed = missed;
    availability.on('left', this.#leave);
  }

  /** Throws when it cannot listen; afterwards it takes care of itself. */
  async listen(): Promise<void> {
    const connection = await this.#places.first((place) => Connection.open(place, this.#options));
    if (this.#isClosed) return connection.close();
    connection.onNotification = this.#heard;
    this.#connection = connection;
    await connection.run({ text: `listen ${this.#channel}`, values: [], kind: 'script' });
    connection.onLost = () => this.#again();
    if (connection.isLost) this.#again();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#availability.off('left', this.#leave);
    await this.#connection?.close();
  }

  /** Nobody notifies on a server that takes no writes. */
  readonly #leave = (): void => this.#connection?.destroy();

  #again(): void {
    clearTimeout(this.#timer);
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => {
      this.listen().then(this.#missed, () => this.#again());
    }, AGAIN_MS).unref();
  }
}
