import { hashSecret } from '../db/api-clients.ts';
import { connect, type Db } from '../db/connect.ts';
import { insertApp } from '../db/in-app-apps.ts';
import { registerByBrand } from '../db/in-app-users.ts';
import type { HandoffChannel } from '../domain/handoff.ts';
import { REGISTRATION_DAYS } from '../domain/in-app.ts';

/** The account that the embedded stack brings: nothing else ever seeds it. */
export const DEMO = {
  accountId: '17728909',
  clientId: 'demo-client',
  clientSecret: 'demo-secret',
  smsNumber: '+12025550100',
  whatsAppNumber: '+12025550101',
  /** The sandbox takes a brand's number for its phone-number-id. */
  phoneNumberId: '12025550101',
  /** The WhatsApp Business Account that the sandbox has the number's templates in. */
  wabaId: 'demo-waba',
  template: 'order_update',
  smsHandoff: 'H100000001',
  bothHandoff: 'H100000002',
  inAppHandoff: 'H100000003',
  app: 'demo-shop',
  /** Signs the tokens of the demo's users. */
  appSecret: 'demo-shop-secret-that-everybody-knows',
  appUser: 'ada',
} as const;

const ORDER_UPDATE = 'Hi {{1}}, your order {{2}} is on its way. Any question? Just answer this message.';
const SMS_BODY = 'Hi ${{1}}, your order ${{2}} is on its way. Any question? Just answer.';
const OPT_OUT = 'Reply STOP to opt out.';
/** The sandbox's Twilio answers no keyword by itself: see docs/opt-outs.md. */
const CONFIRMATION = 'Daybreak demo: you will get no more messages from us. Reply START to get them again.';
const HELP = 'Daybreak demo: this is the help text. Reply STOP to end our messages.';

/** Writes the demo account, and leaves alone what is there: what people changed stays changed. */
export async function seedDemo(databaseUrl: string): Promise<void> {
  const db = connect(databaseUrl, 1);
  try {
    await insertDemo(db);
  } finally {
    await db.destroy();
  }
}

/** Has the sandbox's WhatsApp approve the demo's template, through the Cloud API's own call. Throws with its answer if it refuses. */
export async function registerDemoTemplate(sandboxUrl: string, accessToken: string): Promise<void> {
  const response = await fetch(`${sandboxUrl}/v23.0/${DEMO.wabaId}/message_templates`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      name: DEMO.template,
      language: 'en_US',
      category: 'UTILITY',
      components: [{ type: 'BODY', text: ORDER_UPDATE, example: { body_text: [['Jane', '4711']] } }],
    }),
  });
  const answer = await response.text();
  // From an earlier start: what it showed outlives a restart.
  if (response.ok || answer.includes('already exists')) return;
  throw new Error(`The sandbox refused the template ${DEMO.template}: ${answer}`);
}

async function insertDemo(db: Db): Promise<void> {
  const account_id = DEMO.accountId;
  await db
    .insertInto('account')
    .values({
      id: account_id,
      name: 'Daybreak demo',
      timezone: 'America/New_York',
      default_skill: 'general',
      opt_out_confirmation: JSON.stringify({ sms: CONFIRMATION, wa: CONFIRMATION, inapp: CONFIRMATION }),
      help_text: JSON.stringify({ sms: HELP, wa: HELP, inapp: HELP }),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto('api_client')
    .values({ account_id, client_id: DEMO.clientId, secret_hash: await hashSecret(DEMO.clientSecret) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto('channel_setting')
    .values([
      { account_id, channel: 'wa' },
      { account_id, channel: 'sms', position: 1 },
      { account_id, channel: 'inapp', position: 2 },
    ])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto('skill')
    .values(['sales', 'support', 'general'].map((name) => ({ account_id, name })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto('outbound_number')
    .values([
      { account_id, channel: 'sms', number: DEMO.smsNumber },
      {
        account_id,
        channel: 'wa',
        number: DEMO.whatsAppNumber,
        provider_ref: DEMO.phoneNumberId,
        waba_id: DEMO.wabaId,
      },
    ])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // A demo from before templates could be created has the number without it, and its template too.
  await db
    .updateTable('outbound_number')
    .set({ waba_id: DEMO.wabaId })
    .where('account_id', '=', account_id)
    .where('number', '=', DEMO.whatsAppNumber)
    .where('waba_id', 'is', null)
    .execute();
  await db
    .updateTable('template')
    .set({ waba_id: DEMO.wabaId })
    .where('account_id', '=', account_id)
    .where('id', '=', DEMO.template)
    .where('waba_id', 'is', null)
    .execute();
  await db
    .insertInto('template')
    .values({
      account_id,
      id: DEMO.template,
      name: DEMO.template,
      language: 'en_US',
      category: 'UTILITY',
      status: 'APPROVED',
      waba_id: DEMO.wabaId,
      components: JSON.stringify([{ type: 'body', content: ORDER_UPDATE, variables: ['1', '2'] }]),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await insertDemoApp(db, account_id);
  await insertHandoffs(db, account_id);
}

async function insertDemoApp(db: Db, accountId: string): Promise<void> {
  const app = { accountId, name: DEMO.app, secret: DEMO.appSecret, registrationDays: REGISTRATION_DAYS };
  const created = await insertApp(db, app, new Date());
  if (created) await registerByBrand(db, { accountId, app: DEMO.app, userId: DEMO.appUser }, null, new Date());
}

async function insertHandoffs(db: Db, account_id: string): Promise<void> {
  const sms: HandoffChannel = {
    type: 'sms',
    language: 'en_US',
    outboundnumber: DEMO.smsNumber,
    messageComponents: [{ type: 'body', content: SMS_BODY, variables: ['1', '2'], optOut: OPT_OUT }],
  };
  const whatsApp: HandoffChannel = {
    type: 'wa',
    language: 'en_US',
    outboundnumber: DEMO.whatsAppNumber,
    namespace: DEMO.wabaId,
    templatename: DEMO.template,
    messageComponents: [{ type: 'body', content: ORDER_UPDATE, variables: ['1', '2'] }],
  };
  const inApp: HandoffChannel = {
    type: 'inapp',
    language: 'en_US',
    appNames: [DEMO.app],
    messageComponents: [{ type: 'body', content: SMS_BODY, variables: ['1', '2'] }],
  };
  const handoff = (id: string, name: string, channels: HandoffChannel[]) => {
    return { id, account_id, name, lookback_minutes: 43_200, channels: JSON.stringify(channels) };
  };
  await db
    .insertInto('handoff')
    .values([
      handoff(DEMO.smsHandoff, 'Order update by SMS', [sms]),
      handoff(DEMO.bothHandoff, 'Order update by WhatsApp then SMS', [whatsApp, sms]),
      handoff(DEMO.inAppHandoff, 'Order update in the app', [inApp]),
    ])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
