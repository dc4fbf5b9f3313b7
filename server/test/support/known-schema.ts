import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './sources.ts';
import type { KnownSchema } from './statement-rules.ts';

/** Of PostgreSQL's own functions those that we call, and ours. */
const VOLATILE = [
  'account_now',
  'clock_timestamp',
  'currval',
  'gen_random_uuid',
  'nextval',
  'random',
  'setval',
];

const STABLE = [
  ...[
    'concat',
    'concat_ws',
    'current_setting',
    'date_trunc',
    'format',
    'json_agg',
    'json_build_array',
    'json_build_object',
  ],
  ...[
    'jsonb_agg',
    'jsonb_build_array',
    'jsonb_build_object',
    'now',
    'quote_literal',
    'row_to_json',
    'timezone',
    'to_char',
    'to_date',
  ],
  ...['to_json', 'to_jsonb', 'to_number', 'to_regclass', 'to_timestamp', 'array_to_string'],
];

/** The schema that the migrations make, as `server/schema.sql` tells it. */
export function readSchema(): KnownSchema {
  const text = readFileSync(path.join(ROOT, 'server/schema.sql'), 'utf8');
  const tables = [...text.matchAll(/^create table (\w+) \(\n(.*?)\n\)/gms)].filter(([, , columns]) =>
    /^ {2}account_id /m.test(columns!),
  );
  const views = [...text.matchAll(/^create view (\w+) as\n SELECT (?:\w+\.)?account_id,/gm)];
  const enums = [...text.matchAll(/^create type (\w+) as enum/gm)];
  return {
    accountColumns: new Map([
      ...[...tables, ...views].map((found) => [found[1]!, 'account_id'] as const),
      ['accounts', 'id'],
    ]),
    enums: new Set(enums.map((found) => found[1]!)),
    volatile: new Set(VOLATILE),
    stable: new Set(STABLE),
  };
}
