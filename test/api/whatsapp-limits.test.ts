/** The limits of WhatsApp templates that the guide names, a row each: "Limitations" 4, "Create Whatsapp Rich Message Campaigns". */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HandoffChannel, MessageComponent } from '../../domain/handoff.ts';
import { ACCOUNT, campaignBody, createFixture, SMS_NUMBER, WA_NUMBER, type Fixture } from './fixture.ts';

let api: Fixture;
beforeAll(async () => {
  api = await createFixture();
  await api.db.updateTable('outbound_number').set({ waba_id: '900' }).where('number', '=', WA_NUMBER).execute();
  await insertTemplate('buttons', [
    { type: 'body', content: 'Look.' },
    { type: 'button', sub_type: 'quick_reply', index: 0, content: 'Yes' },
  ]);
  await insertTemplate('named', [
    { type: 'header', content: 'Order {{1}}' },
    { type: 'body', content: 'Look.' },
  ]);
  await insertTemplate('fixed', [
    { type: 'header', sub_type: 'video' },
    { type: 'body', content: 'Look.' },
    { type: 'footer', content: 'Bye' },
    { type: 'button', sub_type: 'url', index: 0, content: 'Open', url: 'https://e.com/' },
    { type: 'button', sub_type: 'phone_number', index: 1, content: 'Call', phone_number: '+12025550100' },
  ]);
});
afterAll(() => api.close());

async function insertTemplate(id: string, components: MessageComponent[]): Promise<void> {
  const columns = {
    account_id: ACCOUNT,
    id,
    name: id,
    language: 'en_US',
    category: 'UTILITY',
    status: 'APPROVED',
  } as const;
  await api.db
    .insertInto('template')
    .values({ ...columns, components: JSON.stringify(components) })
    .execute();
}

const wa = (templatename: string): HandoffChannel => ({
  type: 'wa',
  language: 'en_US',
  outboundnumber: WA_NUMBER,
  namespace: '',
  templatename,
  messageComponents: [],
});
const sms: HandoffChannel = {
  type: 'sms',
  language: 'en_US',
  outboundnumber: SMS_NUMBER,
  messageComponents: [{ type: 'body', content: 'Look.', optOut: 'Reply STOP to opt out.' }],
};

/** A handoff that is in the database already, from whatever time. */
async function launchHandoff(id: string, channels: HandoffChannel[]) {
  await api.db
    .insertInto('handoff')
    .values({ account_id: ACCOUNT, id, name: id, lookback_minutes: 1440, channels: JSON.stringify(channels) })
    .execute();
  const consumers = [{ consumerContent: { wa: '12025550173', sms: '12025550173' }, variables: {} }];
  return api.call('POST', '/campaign', campaignBody({ templateId: id, consumers }));
}

describe.each(['image', 'video', 'document', 'buttons', 'named'])('the template %s', (template) => {
  const refused = { status: 400, body: { message: expect.stringMatching(/is rich|variable in its header/) as string } };

  test('is not available for Prioritized (4a)', async () => {
    expect(await launchHandoff(`P-${template}`, [wa(template), sms])).toMatchObject(refused);
  });

  test('is not available in a handoff (4b)', async () => {
    const channels = [{ type: 'wa', outboundNumber: WA_NUMBER, templateId: template }];
    expect(await api.call('POST', '/handoffs', { name: `N-${template}`, channels })).toMatchObject(refused);
    expect(await launchHandoff(`W-${template}`, [wa(template)])).toMatchObject(refused);
  });
});

describe('a header', () => {
  const errorOf = async (templateId: string, headerVariables: object) => {
    const consumers = [{ consumerContent: { wa: '12025550173' }, variables: {}, headerVariables }];
    const { body } = await api.call('POST', '/campaign', campaignBody({ templateId, consumers }));
    return (body.failedConsumers as { errorMessage: string }[])[0]?.errorMessage;
  };

  test.each([
    ['image', 'jpg', undefined],
    ['image', 'png', undefined],
    ['image', 'gif', 'HEADER_VARIABLE_INVALID_URL'],
    ['document', 'pdf', undefined],
    ['document', 'docx', 'HEADER_VARIABLE_INVALID_URL'],
    ['video', 'mp4', undefined],
    ['video', '3gpp', undefined],
    ['video', 'mov', 'HEADER_VARIABLE_INVALID_URL'],
  ])('of type %s allows the extension %s: %s', async (type, extension, error) => {
    expect(await errorOf(type, { [type]: `https://images.example.com/a.${extension}` })).toBe(error);
  });

  test('takes https alone (4h)', async () => {
    expect(await errorOf('video', { video: 'http://example.com/a.mp4' })).toBe('HEADER_VARIABLE_INVALID_URL');
  });

  test('takes no image id (4d)', async () => {
    expect(await errorOf('image', { image: '1234567890' })).toBe('HEADER_VARIABLE_INVALID_URL');
  });

  test('with an image takes permitted hosts alone, and others any (4f, 4g)', async () => {
    expect(await errorOf('image', { image: 'https://elsewhere.example/a.png' })).toBe('IMAGE_URL_NOT_WHITELISTED');
    expect(await errorOf('video', { video: 'https://elsewhere.example/a.mp4' })).toBeUndefined();
    expect(await errorOf('document', { document: 'https://elsewhere.example/a.pdf' })).toBeUndefined();
  });
});

test('a footer, a fixed address, a phone number and quick replies need no input', async () => {
  for (const [templateId, headerVariables] of [
    ['fixed', { video: 'https://e.com/a.mp4' }],
    ['buttons', {}],
  ] as const) {
    const consumers = [{ consumerContent: { wa: '12025550173' }, headerVariables }];
    const { body } = await api.call('POST', '/campaign', campaignBody({ templateId, consumers }));
    expect(body.failedConsumers).toEqual([]);
  }
});

describe('buttons', () => {
  const quick = { type: 'quick_reply', text: 'Yes' };
  const url = { type: 'url', text: 'Open', url: 'https://e.com/' };
  const phone = { type: 'phone_number', text: 'Call', phoneNumber: '+12025550100' };
  const dynamic = (end: string) => ({ ...url, url: `https://e.com/${end}`, example: 'https://e.com/1' });

  test.each([
    ['three quick replies', [quick, quick, quick], 201],
    ['four quick replies', [quick, quick, quick, quick], 400],
    ['a link and a phone number', [url, phone], 201],
    ['one link alone', [url], 201],
    ['two links', [url, url], 400],
    ['two phone numbers', [phone, phone], 400],
    ['three calls to action', [url, phone, phone], 400],
    ['quick replies beside a link', [quick, url], 400],
    ['a link with one variable', [dynamic('{{1}}')], 201],
    ['a link with two', [dynamic('{{1}}{{2}}')], 400],
  ])('%s', async (name, buttons, status) => {
    const title = name.replaceAll(' ', '_');
    const draft = { title, category: 'UTILITY', language: 'en_US', body: 'Hi.', buttons, wabaId: '900' };
    const answer = await api.call('POST', '/templates', draft);
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.body.message).toContain('buttons');
  });
});
