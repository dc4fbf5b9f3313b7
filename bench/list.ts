import { api } from './api/index.ts';
import type { Bench } from './bench.ts';
import { chaos } from './chaos/index.ts';
import { clock } from './clock/index.ts';
import { cluster } from './cluster/index.ts';
import { criteria } from './criteria/index.ts';
import { crowd } from './crowd/index.ts';
import { effects } from './effects/index.ts';
import { engine } from './engine/index.ts';
import { failover } from './failover/index.ts';
import { flush } from './flush/index.ts';
import { ingest } from './ingest/index.ts';
import { latency } from './latency/index.ts';
import { lookUps } from './look-ups/index.ts';
import { nodes } from './nodes/index.ts';
import { peers } from './peers/index.ts';
import { quick } from './quick/index.ts';
import { replica } from './replica/index.ts';
import { search } from './search/index.ts';
import { simulate } from './simulate/index.ts';
import { web } from './web/index.ts';

/** Every bench there is. */
export const BENCHES: readonly Bench[] = [
  api,
  chaos,
  clock,
  cluster,
  criteria,
  crowd,
  effects,
  engine,
  failover,
  flush,
  ingest,
  latency,
  lookUps,
  nodes,
  peers,
  quick,
  replica,
  search,
  simulate,
  web,
];
