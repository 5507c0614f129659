/** `npm start` as a newcomer runs it: the launcher with its processes, on ports and in a folder of their own. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
import { createOwnStack, type OwnStack } from '../support/own-stack.ts';
import { temporalAddress } from '../support/servers.ts';
import { zoneWhereItIs } from '../support/time.ts';

let stack: OwnStack;

beforeAll(async () => {
  // By then the server's executable is there, however long that takes.
  await temporalAddress();
  stack = await createOwnStack();
});

afterAll(() => stack.remove());

async function json(url: string, init?: RequestInit): Promise<Record<string, unknown>> {
  const response = await fetch(url, init);
  return (await response.json()) as Record<string, unknown>;
}

it('brings everything up, sends, and goes on after a stop where it was', async () => {
  const screen = await stack.start();
  for (const address of [stack.api, stack.sandbox, DEMO.accountId, DEMO.clientId, DEMO.clientSecret, 'curl']) {
    expect(screen).toContain(address);
  }
  const authorization = await stack.token();
  const day = zoneWhereItIs(Date.now(), 9, 20);
  const night = zoneWhereItIs(Date.now(), 0, 6);
  const consumer = (sms: string, timezone: string) => ({
    consumerContent: { sms },
    timezone,
    variables: { '1': 'A', '2': 'B' },
  });
  const campaign = await json(`${stack.api}/api/v2/account/${DEMO.accountId}/campaign`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({
      campaignName: 'First light',
      skill: 'sales',
      templateId: DEMO.smsHandoff,
      consent: true,
      consumers: [consumer('12025550111', day), consumer('12025550112', night)],
    }),
  });
  const outcomes = async () => {
    const url = `${stack.api}/api/v2/account/${DEMO.accountId}/campaign/${String(campaign.proactiveCampaignId)}/conversations`;
    const { conversations } = await json(url, { headers: { authorization } });
    return (conversations as { status: string }[]).map(({ status }) => status);
  };
  await expect.poll(outcomes).toEqual(['DELIVERED', 'SCHEDULED']);
  expect(await stack.stop()).toBe(0);
  await expect(fetch(`${stack.api}/health/live`)).rejects.toThrow();

  await stack.start();
  expect(await outcomes()).toEqual(['DELIVERED', 'SCHEDULED']);
  const phones = await fetch(`${stack.sandbox}/sandbox/messages`);
  expect((await phones.json()) as { to: string }[]).toMatchObject([{ to: '+12025550111' }]);
  expect(await stack.stop()).toBe(0);
}, 120_000);
