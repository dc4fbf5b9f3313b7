/** The enrollments of a flow with ids in a range go through this revision, whatever is saved. */
export interface Pin {
  readonly afterId: string;
  readonly upToId: string;
  readonly revisionId: string;
}

/** The pin of an enrollment; undefined for one that follows its flow. */
export function pinOf<P extends Pin>(pins: readonly P[], enrollmentId: string): P | undefined {
  const id = BigInt(enrollmentId);
  return pins.find(({ afterId, upToId }) => BigInt(afterId) < id && id <= BigInt(upToId));
}

/** Pins for all enrollments up to the last one that have none yet. The pins are in the order of ids. */
export function pinsOfOthers(pins: readonly Pin[], lastId: string, revisionId: string): Pin[] {
  const others: Pin[] = [];
  let afterId = '0';
  for (const pin of pins) {
    if (BigInt(afterId) < BigInt(pin.afterId)) others.push({ afterId, upToId: pin.afterId, revisionId });
    afterId = pin.upToId;
  }
  if (BigInt(afterId) < BigInt(lastId)) others.push({ afterId, upToId: lastId, revisionId });
  return others;
}
