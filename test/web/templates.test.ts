/** WhatsApp templates in the web tool: written, submitted, watched until WhatsApp has spoken, deleted. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
import { expectAccessible, startWeb, type Web } from '../support/web.ts';

/** The first file that asks for the web tool waits until it is built. */
const WITH_A_BUILD_MS = 180_000;

let web: Web;
beforeAll(async () => (web = await startWeb()), WITH_A_BUILD_MS);
afterAll(() => web.stop());

type Template = { id: string; status: string };

/** Takes a template to WhatsApp, as its workflow does. */
async function submit(title: string): Promise<Template> {
  const { templates } = (await web.product.call('GET', `/templates?name=${title}`)) as { templates: [Template] };
  await web.product.activities.syncTemplate({ accountId: DEMO.accountId, templateId: templates[0].id });
  return templates[0];
}

const create = (title: string, more: object = {}) =>
  web.product.call('POST', '/templates', { title, category: 'UTILITY', language: 'en_US', body: 'Hello.', ...more });

test('one is written with variables, examples and buttons, submitted, and watched until it is approved', async () => {
  const page = await web.signIn('campaign-manager', '/templates');
  await page.getByRole('link', { name: 'New template' }).click();
  // The list has a Title of its own, to filter by, and stays until the page has come.
  await page.getByRole('button', { name: 'Submit to WhatsApp' }).waitFor();
  await page.getByRole('textbox', { name: 'Title' }).fill('Order Shipped');
  await page.getByText('It may have only a to z, 0 to 9 and _').waitFor();
  await page.getByRole('button', { name: 'Submit to WhatsApp' }).click();
  await page.getByText('Choose a category').waitFor();
  await page.getByText('It is empty').waitFor();
  await expectAccessible(page);

  await page.getByRole('textbox', { name: 'Title' }).fill('order_shipped');
  await page.getByRole('combobox', { name: 'Category' }).click();
  await page.getByRole('option', { name: 'Utility' }).click();
  await page.getByRole('textbox', { name: 'Body' }).fill('Hi {{1}}, your order has left us:');
  await page.getByRole('button', { name: 'Add a variable' }).click();
  await page.getByRole('textbox', { name: 'Example for {{1}}' }).fill('Ada');
  await page.getByRole('textbox', { name: 'Example for {{2}}' }).fill('A-1207');
  const phone = page.getByRole('figure');
  await phone.getByText('Hi Ada, your order has left us: A-1207').waitFor();

  await page.getByRole('button', { name: 'Link', exact: true }).click();
  await page.getByRole('textbox', { name: 'Button text' }).fill('See it');
  await page.getByRole('textbox', { name: 'Address' }).fill('https://example.com/{{1}}');
  await page.getByRole('textbox', { name: 'Example', exact: true }).fill('https://example.com/A-1207');
  await phone.getByText('See it').waitFor();
  await page.getByText('This is a rich template').waitFor();
  await page.getByRole('button', { name: 'Quick reply' }).click({ force: true });
  expect(await page.getByRole('textbox', { name: 'Button text' }).count()).toBe(1);
  await page.getByRole('button', { name: 'Submit to WhatsApp' }).click();

  await page.getByRole('heading', { level: 1, name: 'order_shipped' }).waitFor();
  await page.getByText('On its way to WhatsApp', { exact: true }).waitFor();
  await expectAccessible(page);
  const { id } = await submit('order_shipped');
  await page.getByText('so they can’t be edited').waitFor();
  await expectAccessible(page);
  expect(await web.product.call('GET', `/templates/${id}`)).toMatchObject({
    wabaId: DEMO.wabaId,
    messageComponents: [
      { type: 'body', content: 'Hi {{1}}, your order has left us: {{2}}', examples: ['Ada', 'A-1207'] },
      { type: 'button', sub_type: 'url', url: 'https://example.com/{{1}}', examples: ['https://example.com/A-1207'] },
    ],
  });
  await page.context().close();
});

test('a rejected one shows WhatsApp’s reason, and a new one begins with its words', async () => {
  await web.product.sandbox.review('spring_offer', 'reject');
  await create('spring_offer', { category: 'MARKETING', body: 'Hi {{1}}, spring is here.', examples: ['Ada'] });
  const { id } = await submit('spring_offer');
  const template = async () =>
    (await web.product.call('GET', `/templates/${id}`)) as { status: string; statusReason: string };
  // WhatsApp says so in a webhook.
  await expect.poll(async () => (await template()).status).toBe('REJECTED');
  const { statusReason } = await template();
  const page = await web.signIn('admin', `/templates/${id}`);
  await page.getByText(`“${statusReason}”`).waitFor();
  await page.getByRole('link', { name: 'New one from it' }).click();
  const body = page.getByRole('textbox', { name: 'Body' });
  await body.waitFor();
  expect(await body.inputValue()).toBe('Hi {{1}}, spring is here.');
  // What the API alone knows is said at its field.
  await page.getByRole('textbox', { name: 'Title' }).fill('spring_offer');
  await page.getByRole('button', { name: 'Submit to WhatsApp' }).click();
  await page.getByText('The account has a template "spring_offer" in en_US already').waitFor();
  await page.context().close();
});

test('are listed with their status, category and language, sorted by them, filtered, and their review is watched there too', async () => {
  await create('reminder_list', { language: 'es_MX' });
  const page = await web.signIn('admin', '/templates?language=es_MX');
  const row = page.getByRole('row', { name: /reminder_list/ });
  await row.getByText('Pending').waitFor();
  expect(await row.innerText()).toMatch(/Utility[^]*Mexican Spanish/);
  await submit('reminder_list');
  await row.getByText('Approved').waitFor();
  await page.getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: 'Rejected' }).click();
  await page.getByRole('heading', { name: 'No template matches' }).waitFor();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await page.getByRole('link', { name: DEMO.template }).waitFor();
  const languages = () => page.locator('tbody tr td:nth-child(4)').allInnerTexts();
  await page.locator('th', { hasText: 'Language' }).click();
  await expect.poll(async () => (await languages())[0]).toBe('Mexican Spanish');
  await page.locator('th', { hasText: 'Language' }).click();
  await expect.poll(async () => (await languages()).at(-1)).toBe('Mexican Spanish');
  expect(new URL(page.url()).searchParams.get('sort')).toBe('language');
  await expectAccessible(page);
  await page.context().close();
});

test('one is deleted once that is confirmed', async () => {
  await create('to_delete');
  const { id } = await submit('to_delete');
  const page = await web.signIn('admin', `/templates/${id}`);
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByText('WhatsApp keeps the name of an approved template for 30 days').waitFor();
  await page.getByRole('button', { name: 'Delete the template' }).click();
  await page.getByRole('heading', { level: 1, name: 'WhatsApp templates' }).waitFor();
  expect(await web.product.call('GET', '/templates?name=to_delete')).toMatchObject({ templates: [] });
  await page.context().close();
});

test('who may only see them finds no button that changes one', async () => {
  const page = await web.signIn('lpa', '/templates');
  await page.getByRole('link', { name: DEMO.template }).click();
  await page.getByText('so they can’t be edited').waitFor();
  expect(
    await page
      .getByRole('main')
      .getByText(/^(New one from it|Delete)$/)
      .count(),
  ).toBe(0);
  await page.context().close();
});
