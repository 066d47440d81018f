import type { HoldName, SentMessage } from '../providers/simulated.ts';
import { charge } from './charge.ts';
import { findHold, findLastHold } from './holds.ts';
import type { Scene } from './take.ts';

/** From the request to the message's leaving, in ms. */
const takes = 3000;

/** Writes one message into the list of what was sent, and charges it where the number was not charged. */
export function sendMessage(scene: Scene, name: HoldName, text: string): 'accepted' | 'noBalance' {
  const { platform, now } = scene;
  const { account, project, number } = name;
  const isCharged = findHold(platform, now, name)?.chargesMessages === true;
  if (isCharged && !charge(scene, name)) {
    return 'noBalance';
  }
  platform.sent.push({ account, project, number, text, at: now });
  return 'accepted';
}

/** Since the number was taken last. */
export function showSent({ platform, now }: Scene, name: HoldName): SentMessage[] {
  const takenAt = findLastHold(platform, name)?.takenAt ?? 0;
  return platform.sent
    .filter(({ account, project, number, at }) => {
      return account === name.account && project === name.project && number === name.number && at >= takenAt;
    })
    .map(({ text, at }) => ({ text, hasLeft: at + takes <= now }));
}
