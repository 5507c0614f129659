import type { HeldAnswers } from './accept.ts';
import type { Behaviours } from './behaviours.ts';
import type { SandboxConfig } from './config.ts';
import type { LivePerson } from './liveperson.ts';
import type { Journal } from './journal.ts';
import type { LineTypes } from './line-types.ts';
import type { Outbox } from './outbox.ts';
import type { PushDesk } from './push.ts';
import type { Receipts } from './receipts.ts';
import type { Reviews } from './reviews.ts';
import type { Store } from './store.ts';
import type { OptOutHandling } from './twilio-opt-out.ts';

/** The parts of the carrier that its routes share. */
export type Carrier = {
  config: SandboxConfig;
  /** Epoch ms. */
  now: () => number;
  store: Store;
  journal: Journal;
  behaviours: Behaviours;
  lineTypes: LineTypes;
  reviews: Reviews;
  outbox: Outbox;
  receipts: Receipts;
  held: HeldAnswers;
  /** Of its Twilio; changed while it runs. */
  optOut: { handling: OptOutHandling };
  livePerson: LivePerson;
  push: PushDesk;
};
