import type { DatabaseAddress } from '../../server/src/platform/index.ts';
import { answerParent } from '../place/child.ts';
import type { Peer, PeerQuestion, PeerResult } from './peer.ts';

/** Runs a peer as its parent asks. */
export function answerAs(prepare: (address: DatabaseAddress, items: number) => Promise<Peer>): void {
  let peer: Peer | undefined;
  answerParent<PeerQuestion>(
    async (question) => {
      if (question !== 'run') {
        peer = await prepare(question.address, question.items);
        return;
      }
      const cpu = process.cpuUsage();
      const began = performance.now();
      await peer!.run();
      const seconds = (performance.now() - began) / 1_000;
      const { user, system } = process.cpuUsage(cpu);
      return { seconds, cpuSeconds: (user + system) / 1e6 } satisfies PeerResult;
    },
    async () => peer?.close(),
  );
}
