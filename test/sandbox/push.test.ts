import { connect } from 'node:http2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sandboxConfig, startSandbox, temporaryFolder, type Sandbox } from './harness.ts';

let sandbox: Sandbox;
let apns: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  const temporary = await temporaryFolder();
  remove = temporary.remove;
  sandbox = await startSandbox({ ...sandboxConfig(temporary.folder, 'http://127.0.0.1:9'), SANDBOX_APNS_PORT: 0 });
  const { port } = (await sandbox.ask('/sandbox/push/apns')).body as { port: number };
  apns = `https://127.0.0.1:${port}`;
});
afterAll(async () => {
  await sandbox.close();
  await remove();
});

test('credentials outlive a restart', async () => {
  const before = (await sandbox.ask('/sandbox/push/credentials')).body;
  const again = await startSandbox(sandbox.config);
  expect((await again.ask('/sandbox/push/credentials')).body).toEqual(before);
  await again.close();
});

describe('FCM', () => {
  test('gives a token for a signed assertion only', async () => {
    const ask = async (form: Record<string, string>) => {
      const response = await fetch(`${sandbox.url}/google/token`, { method: 'POST', body: new URLSearchParams(form) });
      return [response.status, ((await response.json()) as { error: string }).error];
    };
    const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
    expect(await ask({ grant_type: 'password', assertion: 'x' })).toEqual([400, 'unsupported_grant_type']);
    expect(await ask({ grant_type, assertion: 'x' })).toEqual([400, 'invalid_grant']);
  });

  test('takes nothing without one', async () => {
    const response = await fetch(`${sandbox.url}/v1/projects/daybreak-sandbox/messages:send`, { method: 'POST' });
    expect([response.status, await response.json()]).toMatchObject([401, { error: { status: 'UNAUTHENTICATED' } }]);
  });
});

describe('APNs', () => {
  function post(headers: Record<string, string>): Promise<{ status: number; reason: string }> {
    const session = connect(apns, { rejectUnauthorized: false });
    return new Promise((resolve, reject) => {
      session.on('error', reject);
      const request = session.request({ ':method': 'POST', ':path': `/3/device/${'ab'.repeat(32)}`, ...headers });
      let [status, text] = [0, ''];
      request.setEncoding('utf8');
      request.on('response', (answer) => (status = answer[':status'] ?? 0));
      request.on('data', (chunk: string) => (text += chunk));
      request.on('error', reject);
      request.on('end', () => {
        session.close();
        resolve({ status, ...(JSON.parse(text) as { reason: string }) });
      });
      request.end('{"aps":{"alert":{"title":"a","body":"b"}}}');
    });
  }

  test.each([
    [{}, { status: 403, reason: 'MissingProviderToken' }],
    [{ authorization: 'bearer x' }, { status: 403, reason: 'InvalidProviderToken' }],
    [{ ':path': '/3/devices' }, { status: 404, reason: 'BadPath' }],
    [{ ':method': 'PUT' }, { status: 405, reason: 'MethodNotAllowed' }],
  ])('%j is refused', async (headers, answer) => {
    expect(await post(headers as Record<string, string>)).toEqual(answer);
  });
});

test('says which outcomes there are', async () => {
  const answer = await sandbox.ask('/sandbox/push/behaviours', {
    platform: 'apns',
    token: '*',
    outcome: 'UNREGISTERED',
  });
  expect(answer).toMatchObject({
    status: 400,
    body: { field: 'outcome', message: expect.stringContaining('Unregistered') as string },
  });
});
