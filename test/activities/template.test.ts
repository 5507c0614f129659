import { ApplicationFailure } from '@temporalio/common';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findTemplateRecord } from '../../db/templates.ts';
import { DEMO } from '../../dev/seed.ts';
import { createClient } from '../../temporal/client.ts';
import { startProduct, type Product } from '../support/product.ts';

/** Nothing listens there: these tests call the activity themselves. */
const nowhere = createClient('127.0.0.1:1', 'default');

let product: Product;
const now = Date.parse('2026-11-23T17:00:00Z');
beforeAll(async () => {
  product = await startProduct({ client: nowhere, now: () => Promise.resolve(now) });
});
afterAll(() => product.stop());

async function create(title: string, more: object = {}): Promise<string> {
  const draft = { title, category: 'UTILITY', language: 'en_US', body: 'Hi {{1}}.', examples: ['Ada'], ...more };
  return ((await product.call('POST', '/templates', draft)) as { id: string }).id;
}
const sync = (templateId: string) => product.activities.syncTemplate({ accountId: DEMO.accountId, templateId });
const shown = async (id: string) => (await product.call('GET', `/templates/${id}`)) as Record<string, unknown>;
const atWhatsApp = async (name: string) => (await product.sandbox.templates()).filter((each) => each.name === name);
const remove = (id: string) => product.call('DELETE', `/templates/${id}`);

describe('a submission', () => {
  it('done twice makes one template, with its id and status', async () => {
    const id = await create('twice');
    expect(await sync(id)).toEqual({ state: 'SUBMITTED' });
    expect(await sync(id)).toEqual({ state: 'SUBMITTED' });
    const [known, ...others] = await atWhatsApp('twice');
    expect(others).toEqual([]);
    expect(await shown(id)).toMatchObject({
      status: 'APPROVED',
      providerTemplateId: known?.id,
      submittedAt: expect.any(String) as string,
    });
  });

  it('whose answer was lost is found at WhatsApp', async () => {
    const id = await create('lost');
    await product.sandbox.review('lost', 'timeout-after-accept', 1);
    await expect(sync(id)).rejects.toThrow('WhatsApp did not answer');
    expect(await sync(id)).toEqual({ state: 'SUBMITTED' });
    expect(await atWhatsApp('lost')).toHaveLength(1);
    expect(await shown(id)).toMatchObject({ status: 'APPROVED', providerTemplateId: expect.any(String) as string });
  });

  it.each(['80008', '190', 'http_503'])('is tried again after %s, and says meanwhile why', async (code) => {
    const id = await create(`unwell_${code}`);
    await product.sandbox.review(`unwell_${code}`, code, 1);
    const failure: unknown = await sync(id).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect((failure as ApplicationFailure).nonRetryable).not.toBe(true);
    expect(await shown(id)).toMatchObject({
      status: 'PENDING',
      statusReason: expect.stringContaining(code.replace('http_', '')) as string,
      submittedAt: null,
    });
    expect(await sync(id)).toEqual({ state: 'SUBMITTED' });
    expect(await shown(id)).toMatchObject({ status: 'APPROVED', statusReason: null });
  });

  it('that WhatsApp refuses is REJECTED in its words, and not tried again', async () => {
    const id = await create('refused');
    await product.sandbox.review('refused', '132007', 1);
    expect(await sync(id)).toEqual({ state: 'REJECTED' });
    expect(await sync(id)).toEqual({ state: 'REJECTED' });
    expect(await atWhatsApp('refused')).toEqual([]);
    expect(await shown(id)).toMatchObject({
      status: 'REJECTED',
      statusReason: expect.stringContaining('Policy Violated') as string,
    });
  });

  it('of one that was deleted before it began is not made', async () => {
    const id = await create('early');
    await remove(id);
    expect(await sync(id)).toEqual({ state: 'DELETED' });
    expect(await atWhatsApp('early')).toEqual([]);
  });

  it('of a template that is no WhatsApp Business Account’s here is nothing', async () => {
    await product.db.updateTable('template').set({ waba_id: null }).where('id', '=', DEMO.template).execute();
    expect(await sync(DEMO.template)).toEqual({ state: 'NOTHING' });
  });
});

describe('a deletion', () => {
  it('done twice deletes it at WhatsApp once, and frees its name', async () => {
    const id = await create('leaves');
    await sync(id);
    await remove(id);
    await expect(create('leaves')).rejects.toThrow('WhatsApp has not been told yet');
    expect(await sync(id)).toEqual({ state: 'DELETED' });
    expect(await atWhatsApp('leaves')).toEqual([]);
    const again = await create('leaves');
    expect(await sync(again)).toEqual({ state: 'SUBMITTED' });
    expect(await sync(id)).toEqual({ state: 'DELETED' });
    expect(await atWhatsApp('leaves')).toHaveLength(1);
  });

  it('of one whose submission was never answered looks for it', async () => {
    const id = await create('unheard');
    await product.sandbox.review('unheard', 'timeout-after-accept', 1);
    await expect(sync(id)).rejects.toThrow();
    await product.db.updateTable('template').set({ provider_template_id: null }).where('id', '=', id).execute();
    await remove(id);
    expect(await sync(id)).toEqual({ state: 'DELETED' });
    expect(await atWhatsApp('unheard')).toEqual([]);
  });

  it('that is not through yet holds up a new one of its name', async () => {
    const id = await create('both_at_once');
    const { deleting, creating } = await product.db.transaction().execute(async (trx) => {
      // The deletion stops before its end.
      await sql`LOCK TABLE outbox IN EXCLUSIVE MODE`.execute(trx);
      const deleting = remove(id);
      await expect.poll(() => product.waitingForLocks()).toBe(1);
      const creating = create('both_at_once').then(
        () => 'created',
        (error: unknown) => String(error),
      );
      await expect.poll(() => product.waitingForLocks()).toBe(2);
      return { deleting, creating };
    });
    await deleting;
    expect(await creating).toContain('WhatsApp has not been told yet');
  });

  it('waits for a launch that has chosen it, and then finds its campaign', async () => {
    const id = await create('chosen');
    await sync(id);
    const { launching, deleting } = await product.db.transaction().execute(async (trx) => {
      // The launch stops before its end.
      await sql`LOCK TABLE outbox IN EXCLUSIVE MODE`.execute(trx);
      const launching = product.launch(
        { consumerContent: { wa: '12025550708' }, variables: { '1': 'Ann' } },
        { templateId: id },
      );
      await expect.poll(() => product.waitingForLocks()).toBe(1);
      const deleting = remove(id);
      await expect.poll(() => product.waitingForLocks()).toBe(2);
      return { launching, deleting };
    });
    await launching;
    await deleting;
    await expect(sync(id)).rejects.toThrow();
    expect(await atWhatsApp('chosen')).toHaveLength(1);
  });

  it('waits until the campaigns that were launched before have sent it', async () => {
    const id = await create('in_use');
    await sync(id);
    const to = '12025550707';
    const variables = { '1': 'Ann' };
    const { recipientId } = await product.launch({ consumerContent: { wa: to }, variables }, { templateId: id });
    await remove(id);
    const failure: unknown = await sync(id).catch((error: unknown) => error);
    expect(failure).toMatchObject({ type: 'RetryLater', message: expect.stringContaining('campaign') as string });
    expect(await product.activities.sendWhatsApp({ recipientId })).toMatchObject({ state: 'SENT' });
    expect((await product.sandbox.messages(to)).map(({ text }) => text)).toEqual(['Hi Ann.']);
    expect(await sync(id)).toEqual({ state: 'DELETED' });
    expect(await findTemplateRecord(product.db, DEMO.accountId, id)).toMatchObject({ withdrawn_at: new Date(now) });
  });
});
