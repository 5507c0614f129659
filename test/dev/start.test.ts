import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../../dev/ports.ts';

let data: string;
let occupied: Server;
let ports: Record<string, string>;

beforeEach(async () => {
  data = mkdtempSync(path.join(tmpdir(), 'daybreak-start-'));
  occupied = createServer();
  await new Promise<void>((resolve) => occupied.listen(0, '127.0.0.1', resolve));
  const sandbox = ['SANDBOX_PORT', 'SANDBOX_APNS_PORT'];
  const names = ['API_PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT', ...sandbox, 'IDENTITY_PORT', 'POSTGRES_PORT'];
  const entries: [string, string][] = await Promise.all(
    names.map(async (name): Promise<[string, string]> => [name, String(await freePort())]),
  );
  ports = Object.fromEntries(entries);
});
afterEach(async () => {
  await new Promise((resolve) => occupied.close(resolve));
  rmSync(data, { recursive: true, force: true });
});

function start(env: NodeJS.ProcessEnv): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, '../../dev/start.ts')], {
      env: { ...process.env, ...ports, DAYBREAK_DATA: data, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
    child.on('close', (code) => resolve({ code, ...output }));
  });
}

test('a port in use ends the start with a sentence that names the port, its user and the variable', async () => {
  const { port } = occupied.address() as AddressInfo;
  const { code, stderr } = await start({ SANDBOX_PORT: String(port) });
  expect(code).toBe(1);
  expect(stderr).toContain(`Port ${port}, where the sandbox listens, is in use`);
  expect(stderr).toContain('SANDBOX_PORT');
  if (process.platform === 'linux') expect(stderr).toContain(`(process ${process.pid})`);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(existsSync(path.join(data, 'running.json'))).toBe(false);
});

test('a half-written data folder ends the start with a sentence that names it and the way out', async () => {
  mkdirSync(path.join(data, 'postgres'));
  const { code, stderr } = await start({});
  expect(code).toBe(1);
  expect(stderr).toContain(path.join(data, 'postgres'));
  expect(stderr).toContain('npm start -- --fresh');
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
