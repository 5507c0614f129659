import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { downloadExample } from '../../channels/example-media.ts';

let server: Server;
let url: string;
const read = (name: string) => readFileSync(path.join(import.meta.dirname, 'tls', name), 'utf8');
/** Of a certificate that nobody trusts, good for 127.0.0.1 alone. */
const [key, ca] = [read('key.pem'), read('cert.pem')];

beforeAll(async () => {
  server = createServer({ key, cert: ca }, (request, response) => {
    const [, status = '200', type = 'image/png', size = '4'] = (request.url ?? '').split('/');
    response.writeHead(Number(status), { 'content-type': decodeURIComponent(type), location: '/200' });
    response.end(Buffer.alloc(Number(size) || 4, 7));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const get = (where: string) => downloadExample(`${url}${where}`, { timeoutMs: 5_000, allowPrivate: true, ca });

test('brings the bytes, the type and the name', async () => {
  expect(await get('/200/image%2Fpng;%20x=1/9/a.png')).toEqual({
    outcome: 'ok',
    name: 'a.png',
    type: 'image/png',
    bytes: new Uint8Array(9).fill(7),
  });
});

test.each([
  ['/404', 'refused', 'HTTP 404'],
  ['/302', 'refused', 'HTTP 302'],
  ['/200/text%2Fhtml', 'refused', 'text/html'],
  [`/200/image%2Fpng/${5 * 1024 * 1024 + 1}`, 'refused', 'larger than 5 MB'],
  [`/200/video%2Fmp4/${16 * 1024 * 1024 + 1}`, 'refused', 'larger than 16 MB'],
  [`/200/application%2Fpdf/${16 * 1024 * 1024 + 1}`, 'refused', 'larger than 16 MB'],
  ['/503', 'unwell', 'HTTP 503'],
])('%s is %s: %s', async (where, outcome, message) => {
  expect(await get(where)).toMatchObject({ outcome, message: expect.stringContaining(message) as string });
});

test.each([
  'https://127.0.0.1/a.png',
  'https://10.1.2.3/a.png',
  'https://169.254.169.254/latest/meta-data',
  'https://[::1]/a.png',
  'https://[::ffff:192.168.0.1]/a.png',
  'https://[fd00::1]/a.png',
  'https://localhost/a.png',
])('%s is not called: it is not on the public internet', async (link) => {
  expect(await downloadExample(link, { timeoutMs: 1_000 })).toEqual({
    outcome: 'refused',
    message: 'its host is not on the public internet',
  });
});

test('what is no https address is refused, and a server that cannot be reached may be there later', async () => {
  expect(await downloadExample('http://example.com/a.png', { timeoutMs: 1_000 })).toMatchObject({ outcome: 'refused' });
  const untrusted = await downloadExample(url, { timeoutMs: 1_000, allowPrivate: true });
  expect(untrusted).toMatchObject({ outcome: 'unwell' });
});
