import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordTemplateSubmitted, recordTemplateWithdrawn, recordTemplateRefused } from '../../db/templates.ts';
import type { TemplateCategory, TemplateStatus } from '../../domain/template-status.ts';
import {
  ACCOUNT,
  campaignBody,
  CONFIG,
  createFixture,
  NOW,
  OTHER_ACCOUNT,
  WA_NUMBER,
  type Fixture,
} from './fixture.ts';

const WABA = '900';

let api: Fixture;
beforeAll(async () => {
  api = await createFixture();
  await api.db.updateTable('outbound_number').set({ waba_id: WABA }).where('number', '=', WA_NUMBER).execute();
});
afterAll(() => api.close());

let next = 0;
const draft = (changes: Record<string, unknown> = {}) => ({
  title: `shipped_${++next}`,
  category: 'UTILITY',
  language: 'en_US',
  outboundNumber: WA_NUMBER,
  body: 'Hi {{1}}, order {{2}} is on its way.',
  examples: ['Ada', 'A-17'],
  ...changes,
});
async function create(changes: Record<string, unknown> = {}): Promise<{ id: string; title: string }> {
  const answer = await api.call('POST', '/templates', draft(changes));
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return { id: String(answer.body.id), title: String(answer.body.title) };
}
const get = async (id: string) => (await api.call('GET', `/templates/${id}`)).body;
const told = async (kind: string) => {
  const rows = await api.db.selectFrom('outbox').select('message').execute();
  return rows.flatMap(({ message }) => (message.kind === kind ? [message] : []));
};
const key = (id: string) => ({ account_id: ACCOUNT, id });

describe('creating a template', () => {
  test('stores it PENDING under an id that a campaign can name, and has WhatsApp told', async () => {
    const kicks = api.kicks();
    const answer = await api.call('POST', '/templates', draft({ title: 'whole', footer: 'Bye' }));
    const id = String(answer.body.id);
    expect(answer).toMatchObject({
      status: 201,
      body: {
        id: expect.stringMatching(/^T\d{9}$/) as string,
        title: 'whole',
        category: 'UTILITY',
        language: 'en_US',
        status: 'PENDING',
        statusReason: null,
        wabaId: WABA,
        providerTemplateId: null,
        messageComponents: [
          {
            type: 'body',
            content: 'Hi {{1}}, order {{2}} is on its way.',
            variables: ['1', '2'],
            examples: ['Ada', 'A-17'],
          },
          { type: 'footer', content: 'Bye' },
        ],
        createdAt: NOW.toISOString(),
        submittedAt: null,
      },
    });
    expect(await get(id)).toEqual(answer.body);
    expect(await told('submit-template')).toContainEqual({
      kind: 'submit-template',
      accountId: ACCOUNT,
      templateId: id,
    });
    expect(api.kicks()).toBe(kicks + 1);
  });

  test.each<[string, Record<string, unknown>]>([
    ['the number', { outboundNumber: '1 (202) 555-0101' }],
    ['the WhatsApp Business Account', { outboundNumber: undefined, wabaId: WABA }],
    ['neither, where the account has one', { outboundNumber: undefined }],
    ['both', { wabaId: WABA }],
    ['a category in small letters', { category: 'marketing' }],
  ])('takes %s', async (_name, changes) => {
    expect(await get((await create(changes)).id)).toMatchObject({ wabaId: WABA });
  });

  test('takes what "try it out" fills in', async () => {
    const document = (await api.app.inject({ url: '/openapi.json' })).json<{
      paths: Record<string, { post: { requestBody: { content: Record<string, { example: object }> } } }>;
    }>();
    const { post } = document.paths['/api/v2/account/{accountId}/templates'] ?? {};
    const answer = await api.call('POST', '/templates', post?.requestBody.content['application/json']?.example);
    expect(answer.status).toBe(201);
  });

  test('a name has one template in each language', async () => {
    await create({ title: 'twice' });
    const again = await api.call('POST', '/templates', draft({ title: 'twice' }));
    expect(again).toMatchObject({ status: 409, body: { message: expect.stringContaining('title: ') as string } });
    await create({ title: 'twice', language: 'de' });
    const seeded = await api.call('POST', '/templates', draft({ title: 'order_update' }));
    expect(seeded.status).toBe(409);
  });

  test('of two at once one is made', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => api.call('POST', '/templates', draft({ title: 'race' }))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  test.each<[Record<string, unknown>, string]>([
    [{ title: 'My template' }, 'title: '],
    [{ title: undefined }, 'Fields missing in request: title'],
    [{ title: 7 }, 'title: '],
    [{ category: 'SPAM' }, 'category: '],
    [{ language: 'English' }, 'language: '],
    [{ body: 'Hi {{2}}' }, 'body: '],
    [{ body: undefined }, 'Fields missing in request: body'],
    [{ examples: ['Ada'] }, 'examples: '],
    [{ header: { type: 'image', example: 'http://e.com' } }, 'header.example: '],
    [{ header: { type: 'audio', example: 'https://e.com' } }, 'header.type: must be text, image, video or document'],
    [{ footer: 'x'.repeat(61) }, 'footer: '],
    [{ buttons: [{ type: 'url', text: 'a' }] }, 'Fields missing in request: buttons[0].url'],
    [{ buttons: [{ type: 'quick_reply', text: 'x'.repeat(26) }] }, 'buttons[0].text: '],
    [{ outboundNumber: '+12025550100' }, 'outboundNumber: '],
    [{ outboundNumber: '+12025550199' }, 'outboundNumber: '],
    [{ outboundNumber: undefined, wabaId: '901' }, 'wabaId: '],
    [{ wabaId: '901' }, 'wabaId: '],
  ])('400 for %j', async (changes, message) => {
    const answer = await api.call('POST', '/templates', draft(changes));
    expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining(message)]);
  });

  test('415 for what is no JSON, 400 for half of it', async () => {
    const headers = { 'content-type': 'text/plain' };
    expect((await api.call('POST', '/templates', 'title=a', headers)).status).toBe(415);
    const json = { 'content-type': 'application/json' };
    expect((await api.call('POST', '/templates', '{"title":', json)).status).toBe(400);
    expect((await api.call('POST', '/templates', '[]', json)).status).toBe(400);
  });
});

describe('the list', () => {
  const titles = async (query: string) =>
    ((await api.call('GET', `/templates${query}`)).body.templates as { title: string }[]).map(({ title }) => title);

  test('is newest first, in pages, and by status, category, language and a part of the name', async () => {
    api.setNow(new Date(NOW.getTime() + 60_000));
    await create({ title: 'lis_ted_b', language: 'pt_BR', category: 'MARKETING' });
    api.setNow(new Date(NOW.getTime() + 120_000));
    await create({ title: 'listed_a', language: 'pt_BR' });
    api.setNow(NOW);
    expect(await titles('?language=pt_BR')).toEqual(['listed_a', 'lis_ted_b']);
    expect((await api.call('GET', '/templates?language=pt_BR&limit=1&offset=1')).body).toMatchObject({
      templates: [{ title: 'lis_ted_b' }],
      page: { count: 2, offset: 1, limit: 1 },
    });
    expect(await titles('?category=marketing&language=pt_BR')).toEqual(['lis_ted_b']);
    expect(await titles('?name=LIS_TED')).toEqual(['lis_ted_b']);
    expect(await titles('?name=%25')).toEqual([]);
    expect(await titles('?status=APPROVED&name=order')).toEqual(['order_update']);
    expect(await titles('?colour=blue&language=pt_BR')).toHaveLength(2);
  });

  test('goes by each of its columns, up and down', async () => {
    const put = async (
      title: string,
      minutes: number,
      category: TemplateCategory,
      language: string,
      status: TemplateStatus,
    ) => {
      api.setNow(new Date(NOW.getTime() + minutes * 60_000));
      await create({ title, language });
      await api.db.updateTable('template').set({ category, status }).where('name', '=', title).execute();
    };
    await put('zeta_sorted', 1, 'MARKETING', 'fr', 'PENDING');
    await put('mid_sorted', 2, 'AUTHENTICATION', 'de', 'REJECTED');
    await put('alpha_sorted', 3, 'UTILITY', 'es', 'APPROVED');
    api.setNow(NOW);
    const sorted = async (sort: string) =>
      (await titles(`?name=_sorted${sort}`)).map((title) => title.replace('_sorted', ''));
    expect(await sorted('')).toEqual(['alpha', 'mid', 'zeta']);
    expect(await sorted('&sort=title')).toEqual(['alpha', 'mid', 'zeta']);
    expect(await sorted('&sort=-title')).toEqual(['zeta', 'mid', 'alpha']);
    expect(await sorted('&sort=status')).toEqual(['alpha', 'zeta', 'mid']);
    expect(await sorted('&sort=-category')).toEqual(['alpha', 'zeta', 'mid']);
    expect(await sorted('&sort=language')).toEqual(['mid', 'alpha', 'zeta']);
    expect(await sorted('&sort=createdAt')).toEqual(['zeta', 'mid', 'alpha']);
  });

  test.each(['?sort=colour', '?status=FINE', '?category=x', '?limit=0', '?limit=501', '?offset=-1'])(
    '400 for %s',
    async (query) => {
      const answer = await api.call('GET', `/templates${query}`);
      expect([answer.status, answer.body.message]).toEqual([
        400,
        expect.stringContaining(query.slice(1).split('=')[0] ?? ''),
      ]);
    },
  );
});

describe('deleting a template', () => {
  test('takes it out of lists and campaigns at once, and has WhatsApp told', async () => {
    const { id, title } = await create();
    await recordTemplateSubmitted(
      api.db,
      key(id),
      { providerTemplateId: '1', status: 'APPROVED', category: 'UTILITY', reason: null },
      NOW,
    );
    const consumers = [{ consumerContent: { wa: '12025550173' }, variables: { 1: 'a', 2: 'b' } }];
    const launch = () => api.call('POST', '/campaign', campaignBody({ templateId: id, consumers }));
    expect((await launch()).status).toBe(201);
    const answer = await api.call('DELETE', `/templates/${id}`);
    expect(answer).toMatchObject({ status: 200, body: { id, status: 'APPROVED', deletedAt: NOW.toISOString() } });
    expect(await told('delete-template')).toContainEqual({
      kind: 'delete-template',
      accountId: ACCOUNT,
      templateId: id,
    });
    expect(await api.call('GET', `/templates?name=${title}`)).toMatchObject({
      body: { templates: [], page: { count: 0 } },
    });
    expect((await api.call('GET', `/templates/${id}`)).status).toBe(404);
    expect((await api.call('DELETE', `/templates/${id}`)).status).toBe(404);
    expect(await launch()).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('templateId: ') as string },
    });
  });

  test('keeps its name until WhatsApp has been told, lest a new one be taken for it', async () => {
    const { id, title } = await create();
    await api.call('DELETE', `/templates/${id}`);
    expect(await api.call('POST', '/templates', draft({ title }))).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining('WhatsApp has not been told yet') as string },
    });
    await recordTemplateWithdrawn(api.db, key(id), null, NOW);
    expect((await create({ title })).id).not.toBe(id);
  });

  test('of one that WhatsApp never had is done here alone', async () => {
    await api.db
      .insertInto('template')
      .values({
        ...key('old'),
        name: 'old',
        language: 'en_US',
        category: 'UTILITY',
        status: 'APPROVED',
        components: '[]',
      })
      .execute();
    expect((await api.call('DELETE', '/templates/old')).status).toBe(200);
    expect(
      (await told('delete-template')).filter((message) => 'templateId' in message && message.templateId === 'old'),
    ).toEqual([]);
    await create({ title: 'old' });
  });
});

test('there is no editing', async () => {
  const { id } = await create();
  for (const method of ['PUT', 'PATCH', 'POST'] as const) {
    expect((await api.call(method, `/templates/${id}`, { body: 'x' })).status).toBe(404);
  }
});

test("another account's templates are none", async () => {
  const { id } = await create();
  const headers = { authorization: await api.token(OTHER_ACCOUNT) };
  for (const method of ['GET', 'DELETE'] as const) {
    const url = `/api/v2/account/${OTHER_ACCOUNT}/templates/${id}`;
    expect((await api.app.inject({ method, url, headers })).statusCode).toBe(404);
  }
  const list = await api.app.inject({ url: `/api/v2/account/${OTHER_ACCOUNT}/templates`, headers });
  expect(list.json()).toEqual({ templates: [], page: { count: 0, offset: 0, limit: 100 } });
});

test.each(['%00', '..%2F..', 'T1'])('404 for the id %s, never a 500', async (id) => {
  expect([400, 404]).toContain((await api.call('GET', `/templates/${id}`)).status);
});

describe('a template that is to be filled in, or is of another WhatsApp Business Account', () => {
  const launch = (templateId: string, values: object = {}) =>
    api.call(
      'POST',
      '/campaign',
      campaignBody({ templateId, consumers: [{ consumerContent: { wa: '12025550173' }, ...values }] }),
    );
  const approve = (id: string, more = {}) =>
    api.db
      .updateTable('template')
      .set({ status: 'APPROVED', ...more })
      .where('id', '=', id)
      .execute();

  test.each([
    [
      'a variable in the header',
      { header: { type: 'text', text: 'Hi {{1}}', example: 'a' } },
      { headerVariables: { text: 'Ada' } },
      'INSUFFICIENT_HEADER_VARIABLES',
    ],
    [
      'a dynamic link',
      { buttons: [{ type: 'url', text: 'a', url: 'https://e.com/{{1}}', example: 'https://e.com/1' }] },
      { buttonVariables: { url: 'A-1' } },
      'INSUFFICIENT_BUTTON_VARIABLES',
    ],
  ])('%s comes with the consumer, and is kept with the recipient', async (_name, changes, values, error) => {
    const { id } = await create({ body: 'Hi.', examples: [], ...changes });
    await approve(id);
    expect(await launch(id)).toMatchObject({ status: 201, body: { failedConsumers: [{ errorMessage: error }] } });
    const { body } = await launch(id, values);
    const [accepted] = body.acceptedConsumers as { id: string }[];
    const kept = await api.db
      .selectFrom('recipient')
      .select(['header_variables as headerVariables', 'button_variables as buttonVariables'])
      .where('id', '=', accepted?.id ?? '')
      .executeTakeFirstOrThrow();
    expect(kept).toEqual({ headerVariables: {}, buttonVariables: {}, ...values });
  });

  test("another account's is refused at the launch", async () => {
    const { id } = await create({ body: 'Hi.', examples: [] });
    await approve(id, { waba_id: '901' });
    expect(await launch(id)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('another WhatsApp Business Account') as string },
    });
  });
});

describe("WhatsApp's word", () => {
  const send = async (value: Record<string, unknown>, time = NOW.getTime() / 1_000, waba = WABA) => {
    const field = 'new_category' in value ? 'template_category_update' : 'message_template_status_update';
    const changes = [{ field, value }];
    const payload = JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: waba, time, changes }] });
    const signature = createHmac('sha256', CONFIG.WHATSAPP_APP_SECRET).update(payload).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` };
    const response = await api.app.inject({ method: 'POST', url: '/webhooks/whatsapp', headers, payload });
    expect(response.statusCode).toBe(200);
  };
  const word = (title: string, event: string, more: Record<string, unknown> = {}) => ({
    event,
    message_template_id: 4711,
    message_template_name: title,
    message_template_language: 'en_US',
    reason: 'NONE',
    ...more,
  });
  const moved = (title: string, to: string, more: object = {}) => ({
    message_template_id: 4711,
    message_template_name: title,
    message_template_language: 'en_US',
    previous_category: 'UTILITY',
    new_category: to,
    ...more,
  });
  const at = (seconds: number) => NOW.getTime() / 1_000 + seconds;
  const statusOf = async (id: string) => {
    const { status, statusReason } = await get(id);
    return [status, statusReason];
  };

  test('sets the status, with the reason, and the template can be sent', async () => {
    const { id, title } = await create();
    await send(
      word(title, 'REJECTED', { reason: 'INVALID_FORMAT', rejection_info: { reason: 'Too few words' } }),
      at(-9),
    );
    expect(await statusOf(id)).toEqual(['REJECTED', 'INVALID_FORMAT: Too few words']);
    await send(word(title, 'APPROVED', { message_template_language: 'en-US' }), at(-8));
    expect(await get(id)).toMatchObject({ status: 'APPROVED', statusReason: null, providerTemplateId: '4711' });
    const consumers = [{ consumerContent: { wa: '12025550173' }, variables: { 1: 'a', 2: 'b' } }];
    const launched = await api.call('POST', '/campaign', campaignBody({ templateId: id, consumers }));
    expect(launched.status).toBe(201);
  });

  test.each([
    ['PENDING', 'PENDING'],
    ['PAUSED', 'PAUSED'],
    ['DISABLED', 'DISABLED'],
    ['PENDING_DELETION', 'DISABLED'],
    ['FLAGGED', 'APPROVED'],
    ['BRAND_NEW_WORD', 'APPROVED'],
  ])('%s makes an approved one %s', async (event, status) => {
    const { id, title } = await create();
    await send(word(title, 'APPROVED'), at(-9));
    await send(word(title, event), at(-8));
    expect((await get(id)).status).toBe(status);
  });

  test.each([
    ['PAUSED', '132015'],
    ['DISABLED', '132016'],
    ['REJECTED', '132001'],
    ['DELETED', '132016'],
    ['PENDING', null],
    ['FLAGGED', null],
  ])('%s pauses the campaigns that still have to send it, with the reason of code %s', async (event, code) => {
    const { id, title } = await create();
    await send(word(title, 'APPROVED'), at(-9));
    const launch = async (templateId: string, variables: object) => {
      const consumers = [{ consumerContent: { wa: '12025550173' }, variables }];
      const { body } = await api.call('POST', '/campaign', campaignBody({ templateId, consumers }));
      return String(body.proactiveCampaignId);
    };
    const [its, other, over] = [
      await launch(id, { 1: 'a', 2: 'b' }),
      await launch('order_update', { 1: 'a', 2: 'b' }),
      await launch(id, { 1: 'a', 2: 'b' }),
    ];
    await api.db.updateTable('recipient').set({ state: 'READ' }).where('campaign_id', '=', over).execute();
    const shown = async (campaign: string) => {
      const { campaignStatus, statusReason } = (await api.call('GET', `/campaign/${campaign}`)).body;
      return [campaignStatus, statusReason];
    };
    await send(word(title, event), at(-8));
    await send(word(title, event), at(-8));
    const paused = ['PAUSED', expect.stringMatching(`\\(code ${code}\\)\\.$`) as string];
    expect(await shown(its)).toEqual(code === null ? ['PUBLISHED', null] : paused);
    expect(await shown(other)).toEqual(['PUBLISHED', null]);
    expect(await shown(over)).toEqual(['FINISHED', null]);
    if (code === null) return;
    await send(word(title, 'APPROVED'), at(-7));
    expect(await shown(its)).toEqual(paused);
    expect((await api.call('POST', `/campaign/${its}/resume`)).status).toBe(200);
    // Late words change nothing of it.
    await send(word(title, event), at(-8));
    expect(await shown(its)).toEqual(['PUBLISHED', null]);
  });

  test('puts it in another category, by when it was said', async () => {
    const { id, title } = await create();
    await send(moved(title, 'MARKETING'), at(-5));
    await send(moved(title, 'UTILITY'), at(-6));
    await send(moved(title, 'UTILITY', { correct_category: 'UTILITY' }), at(-4));
    await send(moved(title, 'SOMETHING_NEW'), at(-3));
    expect(await get(id)).toMatchObject({ category: 'MARKETING' });
    // The answer to its submission may come later.
    const answer = { providerTemplateId: '4711', status: 'PENDING', category: 'UTILITY', reason: null } as const;
    await recordTemplateSubmitted(api.db, key(id), answer, NOW);
    expect(await get(id)).toMatchObject({ category: 'MARKETING' });
    await send(moved(title, 'UTILITY'), at(-2));
    expect(await get(id)).toMatchObject({ category: 'UTILITY' });
  });

  test('counts by when it was said, not by when it came', async () => {
    const { id, title } = await create();
    await send(word(title, 'PAUSED', { other_info: { description: 'Until noon' } }), at(-5));
    await send(word(title, 'APPROVED'), at(-6));
    expect(await statusOf(id)).toEqual(['PAUSED', 'Until noon']);
    await send(word(title, 'APPROVED'), at(-4));
    await send(word(title, 'PENDING'), at(-4));
    expect(await statusOf(id)).toEqual(['APPROVED', null]);
  });

  test('before the answer that took it is not undone by that answer', async () => {
    const { id, title } = await create();
    await send(word(title, 'APPROVED'));
    await recordTemplateSubmitted(
      api.db,
      key(id),
      { providerTemplateId: '4711', status: 'PENDING', category: 'UTILITY', reason: null },
      NOW,
    );
    expect(await get(id)).toMatchObject({ status: 'APPROVED', submittedAt: NOW.toISOString() });
  });

  test('is for one language, one WhatsApp Business Account, and the very template', async () => {
    const { id, title } = await create();
    await send(word(title, 'APPROVED', { message_template_language: 'de' }));
    await send(word(title, 'APPROVED'), at(0), '901');
    await send(word('nobody_knows_it', 'APPROVED'));
    expect((await get(id)).status).toBe('PENDING');
    await recordTemplateSubmitted(
      api.db,
      key(id),
      { providerTemplateId: '9', status: 'PENDING', category: 'UTILITY', reason: null },
      NOW,
    );
    await send(word(title, 'APPROVED', { message_template_id: 10 }));
    expect((await get(id)).status).toBe('PENDING');
    await send(word(title, 'APPROVED', { message_template_id: 9 }));
    expect((await get(id)).status).toBe('APPROVED');
  });

  test('on another template of the same name does not approve one that WhatsApp refused', async () => {
    const { id, title } = await create();
    await recordTemplateRefused(api.db, key(id), 'Content in this language already exists', NOW);
    await send(word(title, 'APPROVED'));
    expect(await statusOf(id)).toEqual(['REJECTED', 'Content in this language already exists']);
  });
});
