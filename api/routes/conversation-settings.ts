import type { z } from 'zod';
import { lockAccount } from '../../db/accounts.ts';
import {
  chooseConversationAdapter,
  findConversationAdapter,
  saveConversationAdapter,
} from '../../db/conversation-adapters.ts';
import { getDeliveryStanding } from '../../db/conversation-events.ts';
import type { Db } from '../../db/connect.ts';
import type { Account, ConversationAdapterRow } from '../../db/schema.ts';
import { transact } from '../../db/transaction.ts';
import type { AdapterName, LivePersonSettings, WebhookSettings } from '../../domain/conversation-adapter.ts';
import { hasPrivateHost } from '../../domain/private-address.ts';
import { newSecret } from '../../domain/webhooks/standard.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { accountErrors, accountParams, jsonAnswer } from '../schemas/common.ts';
import { conversationSettings, conversationSettingsRequest } from '../schemas/conversation-settings.ts';

const HOUR_MS = 3_600_000;

type Request = z.output<typeof conversationSettingsRequest>;
type Outside = Exclude<Request, { adapter: 'inbox' }>;
type Config = RouteDeps['config'];

/** Where the account's agents work, behind `authenticate`. */
export function conversationSettingsRoutes(app: App, { db, config, now }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/settings/conversations',
    schema: {
      operationId: 'getConversationSettings',
      tags: ['Settings'],
      summary: 'Where agents work',
      params: accountParams,
      response: {
        200: jsonAnswer('The adapter, and what waits to be told.', conversationSettings),
        ...accountErrors(),
      },
    },
    handler: ({ account: { id, conversation_adapter: adapter } }) => show(db, config, id, adapter),
  });

  app.route({
    method: 'PUT',
    url: '/settings/conversations',
    schema: {
      operationId: 'setConversationSettings',
      tags: ['Settings'],
      summary: 'Choose where agents work',
      description:
        'Counts for conversations that open from now on: each stays where it was opened. A new address or secret counts for all of the adapter, from the next call on.',
      params: accountParams,
      body: conversationSettingsRequest,
      response: {
        200: jsonAnswer('The adapter as it is now.', conversationSettings),
        ...accountErrors(413, 415),
      },
    },
    handler: async (request, reply) => {
      const { id } = request.account;
      const { adapter } = request.body;
      const secret = adapter === 'inbox' ? undefined : await save(db, config, id, request.body, now());
      if (adapter === 'inbox') await chooseConversationAdapter(db, id, adapter);
      const shown = await show(db, config, id, adapter);
      return reply.header('cache-control', 'no-store').send({ ...shown, ...(secret === undefined ? {} : { secret }) });
    },
  });
}

/** Returns the secret where it was made here. */
function save(db: Db, config: Config, accountId: string, body: Outside, at: Date): Promise<string | undefined> {
  if (body.adapter === 'webhook') refuseAddress(body.url, config);
  return transact(db, async (trx) => {
    await lockAccount(trx, accountId);
    const known = await findConversationAdapter(trx, accountId, body.adapter);
    const given = body.adapter === 'webhook' ? body.secret : body.appSecret;
    const made = given === undefined && !known && body.adapter === 'webhook' ? newSecret() : undefined;
    const secret = given ?? known?.secret ?? made;
    if (secret === undefined) throw new ApiError(400, 'Fields missing in request: appSecret');
    const previousUntil = body.graceHours > 0 ? new Date(at.getTime() + body.graceHours * HOUR_MS) : null;
    const { adapter } = body;
    await saveConversationAdapter(
      trx,
      known,
      { accountId, adapter, settings: settingsOf(body), secret, previousUntil },
      at,
    );
    await chooseConversationAdapter(trx, accountId, adapter);
    return made;
  });
}

function settingsOf(body: Outside): WebhookSettings | LivePersonSettings {
  if (body.adapter === 'webhook') return { url: body.url };
  const { accountId, appKey, skills } = body;
  return { accountId, appKey, skills };
}

/** A name is looked up when it is called: what it stands for can change. */
function refuseAddress(address: string, { ALLOW_PRIVATE_WEBHOOKS: allowPrivate = false }: Config): void {
  const url = new URL(address);
  if (allowPrivate) return;
  if (url.protocol !== 'https:') throw new ApiError(400, 'url: must be an https address');
  if (hasPrivateHost(url)) throw new ApiError(400, 'url: its host is not on the public internet');
}

async function show(db: Db, config: Config, accountId: Account['id'], adapter: AdapterName) {
  const { waiting: events, since, lastError } = await getDeliveryStanding(db, { accountId });
  const waiting = { events, since: since?.toISOString() ?? null, lastError };
  const row = adapter === 'inbox' ? undefined : await findConversationAdapter(db, accountId, adapter);
  if (!row) return { adapter: 'inbox' as const, waiting };
  if (row.adapter === 'webhook') {
    const { url } = row.settings as WebhookSettings;
    return { adapter: row.adapter, url, ...secretsOf(row), waiting };
  }
  const { accountId: theirs, appKey, skills } = row.settings as LivePersonSettings;
  const webhookUrl = `${config.PUBLIC_URL}/webhooks/liveperson`;
  return { adapter: row.adapter, accountId: theirs, appKey, skills, webhookUrl, ...secretsOf(row), waiting };
}

function secretsOf(row: ConversationAdapterRow) {
  return {
    secretSetAt: row.secret_set_at.toISOString(),
    previousSecretUntil: row.previous_secret_until?.toISOString() ?? null,
  };
}
