/** A client as integrators wrote them for the original: plain HTTP, host names changed and nothing else. */
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DEMO } from '../../dev/seed.ts';
import { createTimeSkippingEnvironment } from '../support/servers.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { next } from '../support/time.ts';
import { travel } from '../support/travel.ts';

export type Answer = { status: number; headers: Headers; body: Record<string, unknown>; text: string };

export type Contract = Awaited<ReturnType<typeof startContract>>;

const ZONE = 'America/New_York';

/** The whole product around a clock that can be moved, at noon of a Monday in Washington, and a client for it. Stop it when the file's tests are over. */
export async function startContract() {
  const env: TestWorkflowEnvironment = await createTimeSkippingEnvironment();
  const stack: Stack = await startStack({
    client: env.client,
    connection: env.nativeConnection,
    namespace: env.namespace ?? 'default',
    now: () => env.currentTimeMs(),
  });
  const { host } = stack;
  const travelTo = async (ms: number) => {
    const now = await env.currentTimeMs();
    if (ms > now) await travel(env, ms - now, stack.isBusy);
    await stack.tick();
  };
  const travelToNext = async (wall: { weekday?: number; hour: number; minute?: number }) =>
    travelTo(next(ZONE, await env.currentTimeMs(), wall));
  await travelToNext({ weekday: 1, hour: 12 });

  const send = async (method: string, path: string, options: SendOptions = {}): Promise<Answer> => {
    const { body, headers = {} } = options;
    const isJson = body !== undefined && typeof body !== 'string';
    const response = await fetch(`${host}${path}`, {
      method,
      headers: { ...(isJson ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : body }),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      body: json ? (JSON.parse(text) as Record<string, unknown>) : {},
      text,
    };
  };
  const requestToken = (accountId: string = DEMO.accountId, secret: string = DEMO.clientSecret) =>
    send('POST', `/sentinel/api/account/${accountId}/app/token?v=1.0&grant_type=client_credentials`, {
      body: new URLSearchParams({ client_id: DEMO.clientId, client_secret: secret }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  const token = async () => {
    await stack.tick();
    return (await requestToken()).body.access_token as string;
  };
  /** A call with a token, for the demo account: `{a}` in the path stands for it. */
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    send(method, path.replace('{a}', DEMO.accountId), {
      body: body as object | undefined,
      headers: { authorization: `Bearer ${await token()}`, ...headers },
    });
  return {
    stack,
    travelTo,
    travelToNext,
    now: () => env.currentTimeMs(),
    send,
    requestToken,
    token,
    call,
    launch: (body: unknown, headers?: Record<string, string>) =>
      call('POST', '/api/v2/account/{a}/campaign', body, headers),
    stop: async () => {
      await stack.stop();
      await env.teardown();
    },
  };
}

type SendOptions = { body?: object | string | undefined; headers?: Record<string, string> };

let lastNumber = 0;

/** A number of its own for each test: in Washington, D.C., digits only. */
export function newNumber(): string {
  return `1202556${String(++lastNumber).padStart(4, '0')}`;
}

/** A campaign that is accepted as it is, by SMS to one consumer. */
export function smsCampaign(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    campaignName: 'Orders of March',
    skill: 'sales',
    templateId: DEMO.smsHandoff,
    consent: true,
    consumers: [consumer()],
    ...changes,
  };
}

export function consumer(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { consumerContent: { sms: newNumber() }, variables: { '1': 'Ann', '2': '4711' }, ...changes };
}
