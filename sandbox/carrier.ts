import type { HeldAnswers } from './accept.ts';
import type { Behaviours } from './behaviours.ts';
import type { SandboxConfig } from './config.ts';
import type { Journal } from './journal.ts';
import type { Outbox } from './outbox.ts';
import type { PushDesk } from './push.ts';
import type { Receipts } from './receipts.ts';
import type { Reviews } from './reviews.ts';
import type { Store } from './store.ts';

/** The parts of the carrier that its routes share. */
export type Carrier = {
  config: SandboxConfig;
  store: Store;
  journal: Journal;
  behaviours: Behaviours;
  reviews: Reviews;
  outbox: Outbox;
  receipts: Receipts;
  held: HeldAnswers;
  push: PushDesk;
};
