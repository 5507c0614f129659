/** The agents' inbox: by skill, live, answered, closed. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
import { zoneWhereItIs } from '../support/time.ts';
import { expectAccessible, startWeb, type Web } from '../support/web.ts';

const DAY_MS = 24 * 3_600_000;

/** The first file that asks for the web tool waits until it is built. */
const WITH_A_BUILD_MS = 180_000;

let web: Web;
let lastNumber = 300;
beforeAll(async () => (web = await startWeb()), WITH_A_BUILD_MS);
afterAll(() => web.stop());

const nextNumber = () => `1202555${String(++lastNumber).padStart(4, '0')}`;

/** A consumer who writes; of a campaign where it is given one. */
async function converse(
  text: string,
  { channel = 'sms', campaign }: { channel?: 'sms' | 'wa'; campaign?: object } = {},
) {
  const { product } = web;
  const number = nextNumber();
  if (campaign) {
    const timezone = zoneWhereItIs(Date.now(), 9, 20);
    const variables = { '1': 'Ann', '2': '4711' };
    const consumers = [{ consumerContent: { sms: number }, variables, timezone, ...campaign }];
    const { recipientId } = await product.launch({}, { consumers });
    await product.activities.checkEligibility({ recipientId, fresh: true });
    await product.activities.sendSms({ recipientId });
  }
  const write = async (words: string) => {
    await product.sandbox.reply(channel, number, words);
    const message = product.db.selectFrom('inbound_message').select('id').where('text', '=', words);
    const { id } = await message.where('consumer', '=', `+${number}`).executeTakeFirstOrThrow();
    await product.activities.routeReply({ messageId: id });
  };
  await write(text);
  const { id } = await product.db
    .selectFrom('conversation')
    .select('id')
    .where('consumer', '=', `+${number}`)
    .executeTakeFirstOrThrow();
  return { number, id, write, shown: new RegExp(`\\+${number}`) };
}

test('a reply to a campaign appears by itself, with the campaign, its context and its message; answered, it shows what became of the answer', async () => {
  const page = await web.signIn('agent', '/conversations');
  await page.getByText('Live', { exact: true }).waitFor();
  const sdes = [{ type: 'ctmrinfo', info: { customerId: '138', lastPaymentDate: { year: 2026, month: 3, day: 5 } } }];
  const consumer = await converse('Where is my order?', { campaign: { sdes } });
  const item = page.getByRole('link', { name: consumer.shown });
  await item.getByLabel('1 unread').waitFor();
  await item.click();
  const messages = page.getByRole('log', { name: 'Messages' });
  await messages.getByText('Hi Ann, your order 4711 is on its way.').waitFor();
  await messages.getByText('Where is my order?').waitFor();
  const context = page.getByRole('complementary', { name: 'Context' });
  expect(await context.innerText()).toMatch(/Order updates[^]*Customer id\s*138[^]*Last payment date\s*2026-03-05/);
  await item.getByLabel('1 unread').waitFor({ state: 'detached' });

  const box = page.getByRole('textbox', { name: 'Your answer' });
  await box.fill('With you');
  await box.press('Shift+Enter');
  await box.pressSequentially('tomorrow.');
  await box.press('Enter');
  await messages.getByText('waits to be sent').waitFor();
  expect(await box.inputValue()).toBe('');
  const { id, text, author } = await web.product.db
    .selectFrom('agent_message')
    .select(['id', 'text', 'author'])
    .where('conversation_id', '=', consumer.id)
    .executeTakeFirstOrThrow();
  expect([text, author]).toEqual(['With you\ntomorrow.', expect.stringContaining('Sam Sales')]);
  await web.product.activities.sendAgentMessage({ messageId: id });
  await messages.getByText(/Sam Sales · .* · delivered/).waitFor();
  await expectAccessible(page);
  await consumer.write('Thank you!');
  await messages.getByText('Thank you!').waitFor();
  await page.context().close();
});

test('an answer that could not be delivered says why and is sent again once, and one that is refused why and what to do', async () => {
  const consumer = await converse('Hello?', { channel: 'wa' });
  const page = await web.signIn('agent-manager', `/conversations/${consumer.id}`);
  const box = page.getByRole('textbox', { name: 'Your answer' });
  await page.getByText(/WhatsApp takes an answer until/).waitFor();
  await box.fill('Hello.');
  await box.press('Enter');
  await page.getByText('waits to be sent').waitFor();
  const messages = web.product.db.selectFrom('agent_message').select('id').where('conversation_id', '=', consumer.id);
  await web.product.sandbox.behave('wa', consumer.number, 'failed:131026');
  await web.product.activities.sendAgentMessage({ messageId: (await messages.executeTakeFirstOrThrow()).id });
  await page.getByText(/failed: .* \(131026\)/).waitFor();
  const again = page.getByRole('button', { name: 'Send again' });
  await again.dblclick();
  await page.getByText('waits to be sent').waitFor();
  await again.waitFor({ state: 'detached' });
  const sent = await web.product.db
    .selectFrom('agent_message')
    .select(['text', 'state'])
    .where('conversation_id', '=', consumer.id)
    .orderBy('created_at')
    .execute();
  expect(sent).toEqual([
    { text: 'Hello.', state: 'FAILED' },
    { text: 'Hello.', state: 'QUEUED' },
  ]);

  const received_at = new Date(Date.now() - DAY_MS);
  await web.product.db
    .updateTable('inbound_message')
    .set({ received_at })
    .where('consumer', '=', `+${consumer.number}`)
    .execute();
  await box.fill('Still there?');
  await box.press('Enter');
  const refusal = page.getByRole('alert');
  await refusal.getByText('The 24 hours in which WhatsApp takes an answer ended').waitFor();
  await refusal.getByText('A template goes out by a campaign').waitFor();
  expect(await box.inputValue()).toBe('Still there?');
  await expectAccessible(page);
  await page.context().close();
});

test('who has opted out can’t be written to, and that is explained', async () => {
  const consumer = await converse('Who is this?');
  await web.product.sandbox.reply('sms', consumer.number, 'STOP');
  const page = await web.signIn('agent-manager', `/conversations/${consumer.id}`);
  const box = page.getByRole('textbox', { name: 'Your answer' });
  await box.fill('We are the shop.');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('alert').getByText('The consumer has opted out.').waitFor();
  await page.getByRole('alert').getByText(`until they write START to ${DEMO.smsNumber}`).waitFor();
  await page.context().close();
});

test('one is closed without a rating, leaves the list of open ones, and is rated later', async () => {
  const consumer = await converse('All is well.');
  const page = await web.signIn('agent-manager', `/conversations/${consumer.id}`);
  await page.getByRole('link', { name: consumer.shown }).waitFor();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('button', { name: 'Close the conversation' }).click();
  await page.getByText(/^Closed .*next message opens a new conversation/).waitFor();
  await page.getByRole('link', { name: consumer.shown }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Rate' }).click();
  await page.getByRole('dialog').getByText('4', { exact: true }).click();
  await page.getByRole('button', { name: 'Keep the rating' }).click();
  await page.getByText(/rated 4 of 5/).waitFor();
  await page.getByText('Closed', { exact: true }).first().click();
  await page.getByRole('link', { name: consumer.shown }).waitFor();
  expect(await web.product.call('GET', `/conversations/${consumer.id}`)).toMatchObject({ state: 'CLOSED', csat: 4 });
  await page.context().close();
});

test('agents see those of their skills, and filter by them', async () => {
  const ofSales = await converse('Is it still on sale?', { campaign: {} });
  const ofGeneral = await converse('Good morning.');
  const manager = await web.signIn('agent-manager', '/conversations');
  await manager.getByRole('link', { name: ofSales.shown }).waitFor();
  await manager.getByRole('link', { name: ofGeneral.shown }).waitFor();
  await manager.getByRole('combobox', { name: 'Skills' }).click();
  await manager.getByRole('option', { name: 'general' }).click();
  await manager.getByRole('link', { name: ofSales.shown }).waitFor({ state: 'detached' });
  await manager.getByRole('link', { name: ofGeneral.shown }).waitFor();
  await manager.context().close();

  const agent = await web.signIn('agent', `/conversations/${ofGeneral.id}`);
  await agent.getByText('The account has no conversation').waitFor();
  await agent.getByRole('link', { name: ofSales.shown }).waitFor();
  expect(await agent.getByRole('link', { name: ofGeneral.shown }).count()).toBe(0);
  await agent.context().close();

  const admin = await web.signIn('admin', '/conversations');
  await admin.getByRole('heading', { name: 'Your role does not reach this page' }).waitFor();
  await admin.context().close();
});

test('on a phone the list and the conversation take turns', async () => {
  const consumer = await converse('From my phone.');
  const page = await web.signIn('agent-manager', '/conversations', { viewport: { width: 390, height: 844 } });
  const item = page.getByRole('link', { name: consumer.shown });
  await item.click();
  await page.getByRole('textbox', { name: 'Your answer' }).waitFor();
  expect(await item.isVisible()).toBe(false);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await page.getByRole('button', { name: 'Context' }).click();
  await page.getByRole('dialog').getByText('Answers nothing of ours').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Back to the inbox' }).click();
  await item.waitFor();
  await expectAccessible(page);
  await page.context().close();
});
