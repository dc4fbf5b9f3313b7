import { arrayLiteral, parseArrayLiteral } from './array-literals.ts';

/** Writes a parameter as text, by the type id that PostgreSQL gave. Undefined is a mistake, never null. */
export function writeValue(value: unknown, oid: number): string | null {
  if (value === undefined) throw new TypeError('A parameter of a statement must not be undefined.');
  if (value === null) return null;
  const codec = BY_OID.get(oid);
  if (codec?.write) return codec.write(value);
  return Array.isArray(value) ? arrayLiteral(value) : String(value);
}

/** The reader of a column's type; undefined for types that stay text. */
export function readerOf(oid: number): Read | undefined {
  return BY_OID.get(oid)?.read;
}

/** The type of a value in any statement, 0 where the statement decides. */
export function typeOf(value: unknown): number {
  if (typeof value === 'boolean') return BOOLEAN;
  if (typeof value === 'bigint') return BIGINT;
  if (value instanceof Date) return TIMESTAMPTZ;
  return value instanceof Uint8Array ? BYTEA : UNSAID;
}

export type Read = (text: string) => unknown;

interface Codec {
  /** The fixed ids of PostgreSQL's types. */
  readonly oids: readonly number[];
  readonly write?: (value: unknown) => string;
  readonly read?: Read;
}

const UNSAID = 0;
const BOOLEAN = 16;
const BYTEA = 17;
const BIGINT = 20;
const TIMESTAMPTZ = 1184;

const CODECS: readonly Codec[] = [
  { oids: [BOOLEAN], write: writeBoolean, read: readBoolean },
  { oids: [BYTEA], write: writeBytes, read: (text) => Buffer.from(text.slice(2), 'hex') },
  // smallint, integer, oid, real, double precision
  { oids: [21, 23, 26, 700, 701], read: Number },
  // json, jsonb
  { oids: [114, 3802], write: (value) => JSON.stringify(value), read: (text) => JSON.parse(text) },
  // date, timestamp
  { oids: [1082, 1114, TIMESTAMPTZ], write: writeInstant, read: readInstant },
  arrayOf([1000], readBoolean, writeBoolean),
  // smallint[], integer[], real[], double precision[]
  arrayOf([1005, 1007, 1021, 1022], Number),
  // text[], varchar[], bigint[], numeric[]
  arrayOf([1009, 1015, 1016, 1231], String),
  arrayOf([199, 3807], (text) => JSON.parse(text)),
  // date[], timestamp[], timestamptz[]
  arrayOf([1182, 1115, 1185], readInstant, writeInstant),
];

const BY_OID: ReadonlyMap<number, Codec> = new Map(
  CODECS.flatMap((codec) => codec.oids.map((oid) => [oid, codec])),
);

/** An array comes as an array, or as a finished literal. */
function arrayOf(oids: readonly number[], read: Read, write?: (value: unknown) => string): Codec {
  return {
    oids,
    write: (values) => (Array.isArray(values) ? arrayLiteral(values, write) : String(values)),
    read: (literal) => parseArrayLiteral(literal, read),
  };
}

function writeBoolean(value: unknown): string {
  return typeof value === 'boolean' ? (value ? 't' : 'f') : String(value);
}

function readBoolean(text: string): boolean {
  return text === 't';
}

function writeBytes(value: unknown): string {
  return `\\x${Buffer.from(value as Uint8Array).toString('hex')}`;
}

/** An instant as epoch milliseconds or a date; a text as it is. */
function writeInstant(value: unknown): string {
  if (typeof value === 'number') return new Date(value).toISOString();
  return value instanceof Date ? value.toISOString() : String(value);
}

let last = { text: '', at: 0 };

/** `2026-01-02 03:04:05.678901+00` as epoch milliseconds; microseconds are cut. Rows that come together mostly have one instant, which is kept. */
function readInstant(text: string): number {
  if (text === last.text) return last.at;
  const iso = text.replace(' ', 'T');
  const at = Date.parse(
    /[+-]\d\d$/.test(iso) ? `${iso}:00` : /[+-]\d\d:\d\d$|Z$/.test(iso) ? iso : `${iso}Z`,
  );
  last = { text, at };
  return at;
}
