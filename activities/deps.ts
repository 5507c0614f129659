import type { Client } from '@temporalio/client';
import type { ChannelAdapter } from '../channels/port.ts';
import type { PushAdapter } from '../channels/push.ts';
import type { TemplateAdapter } from '../channels/whatsapp-templates.ts';
import type { ConversationAdapter } from '../conversations/port.ts';
import type { Db } from '../db/connect.ts';
import type { LivePersonSettings, WebhookSettings } from '../domain/conversation-adapter.ts';
import type { SendChannel } from '../domain/plan.ts';
import type { ApnsCredential, FcmCredential } from '../domain/push.ts';
import type { Retention } from '../domain/retention.ts';
import type { Outbox } from '../temporal/outbox.ts';

/** What activities stand on. */
export type ActivityDeps = {
  db: Db;
  adapters: Record<SendChannel, ChannelAdapter>;
  templates: TemplateAdapter;
  conversations: {
    webhook: ConversationAdapter<WebhookSettings>;
    liveperson: ConversationAdapter<LivePersonSettings>;
  };
  push: { fcm: PushAdapter<FcmCredential>; apns: PushAdapter<ApnsCredential> };
  client: Client;
  /** Hears of it when an activity has written to the outbox. */
  outbox: Pick<Outbox, 'kick'>;
  /** How long things are kept; absent: as the contract says. */
  retention?: Retention;
  /** Epoch ms. A parameter, for tests whose time is the test server's. */
  now: () => Promise<number>;
  /** Lets so many ms pass. A parameter, for tests whose time does not. */
  wait: (ms: number) => Promise<unknown>;
};
