import type { Answer } from '../api/index.ts';

export type Bucket = Answer<'GET /millrace/v1/flows/{flowId}/performance'>['results'][number];
export type Measure = Exclude<keyof Bucket, 'bucket'>;

/** A number of a flow over all buckets. */
export function totalOf(buckets: readonly Bucket[], measure: Measure): number {
  return buckets.reduce((sum, bucket) => sum + bucket[measure], 0);
}
