/** `npm start` as a newcomer runs it: the launcher with its processes, on ports and in a folder of their own. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SignJWT } from 'jose';
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

/** A message that nobody opens is told over both of the platforms that the sandbox plays. */
async function nudgesAPhone(authorization: string): Promise<void> {
  const account = `${stack.api}/api/v2/account/${DEMO.accountId}`;
  const sending = (method: string, body: object, bearer: string) => ({
    method,
    headers: { authorization: bearer, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const credentials = await json(`${stack.sandbox}/sandbox/push/credentials`);
  await json(`${account}/apps/${DEMO.app}/push`, sending('PATCH', credentials, authorization));
  const token = await new SignJWT({ sub: DEMO.appUser, aud: DEMO.app })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(DEMO.appSecret));
  const devices = `${stack.api}/inapp/v1/${DEMO.accountId}/${DEMO.app}/devices`;
  for (const device of [
    { platform: 'fcm', token: 'phone-of-ada-0123456789:APA91b' },
    { platform: 'apns', token: 'ab'.repeat(32) },
  ]) {
    await json(devices, sending('PUT', device, `Bearer ${token}`));
  }
  const campaign = {
    campaignName: 'In the app',
    skill: 'sales',
    templateId: DEMO.inAppHandoff,
    consent: true,
    consumers: [{ consumerContent: { inapp: DEMO.appUser }, variables: { '1': 'A', '2': 'B' } }],
  };
  await json(`${account}/campaign`, sending('POST', campaign, authorization));
  const platforms = async () => {
    const pushes = (await (await fetch(`${stack.sandbox}/sandbox/pushes`)).json()) as { platform: string }[];
    return pushes.map(({ platform }) => platform).sort();
  };
  await expect.poll(platforms, { timeout: 20_000 }).toEqual(['apns', 'fcm']);
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
  await nudgesAPhone(authorization);
  expect(await stack.stop()).toBe(0);
  await expect(fetch(`${stack.api}/health/live`)).rejects.toThrow();

  await stack.start();
  expect(await outcomes()).toEqual(['DELIVERED', 'SCHEDULED']);
  const phones = await fetch(`${stack.sandbox}/sandbox/messages`);
  expect((await phones.json()) as { to: string }[]).toMatchObject([{ to: '+12025550111' }]);
  expect(await stack.stop()).toBe(0);
}, 120_000);
