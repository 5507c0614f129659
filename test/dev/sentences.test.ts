import { describe, expect, test } from 'vitest';
import { worthShowing } from '../../dev/log-lines.ts';
import { listeningInodes } from '../../dev/port-owner.ts';
import { portSentence } from '../../dev/ports.ts';
import { parseProcStat } from '../../dev/process-identity.ts';
import { portUses, readSettings } from '../../dev/settings.ts';

const api = { port: 8080, variable: 'API_PORT', what: 'the API' };

test.each([
  [
    'EADDRINUSE',
    'node (process 7)',
    'Port 8080, where the API listens, is in use by node (process 7): free it, or move the API with API_PORT.',
  ],
  ['EADDRINUSE', undefined, 'Port 8080, where the API listens, is in use: free it, or move the API with API_PORT.'],
  [
    'EACCES',
    undefined,
    'Port 8080, where the API listens, can not be listened on (EACCES): free it, or move the API with API_PORT.',
  ],
])('a port that fails with %s, used by %s, is explained', (code, owner, sentence) => {
  expect(portSentence(api, code, owner)).toBe(sentence);
});

describe('settings', () => {
  test.each<[string, NodeJS.ProcessEnv, string[], RegExp]>([
    ['a port that is none', { API_PORT: 'x' }, [], /^API_PORT is "x", and must be a port/],
    ['a port out of range', { POSTGRES_PORT: '70000' }, [], /^POSTGRES_PORT is "70000"/],
    ['an address that is none', { TEMPORAL_ADDRESS: '7233' }, [], /^TEMPORAL_ADDRESS is "7233"/],
    ['one port for two', { API_PORT: '8090' }, [], /^API_PORT and SANDBOX_PORT are both 8090/],
    ['an option that there is not', {}, ['--frsh'], /'--frsh'.*--fresh/],
  ])('refuse %s in a sentence', (_case, env, args, sentence) => {
    expect(() => readSettings(env, args)).toThrow(sentence);
  });

  test('have the documented ports, and take an empty variable for none', () => {
    const settings = readSettings({ API_PORT: '' }, []);
    expect(portUses(settings).map((use) => use.port)).toEqual([8080, 8090, 8091, 8092, 5544, 7233, 8233]);
    expect(settings.fresh).toBe(false);
    expect(settings.dataFolder).toMatch(/\.data$/);
  });

  test('need no Temporal ports when the server is elsewhere', () => {
    const settings = readSettings({ TEMPORAL_ADDRESS: 'example:7233' }, ['--fresh']);
    expect(portUses(settings).map((use) => use.variable)).toEqual([
      'API_PORT',
      'SANDBOX_PORT',
      'SANDBOX_APNS_PORT',
      'IDENTITY_PORT',
      'POSTGRES_PORT',
    ]);
    expect(settings.fresh).toBe(true);
  });
});

test.each([
  ['api', '{"level":30,"msg":"request completed"}', undefined],
  ['api', '{"level":40,"msg":"slow"}', 'slow'],
  ['worker', '{"level":50,"msg":"Failed","err":{"message":"no answer"}}', 'Failed (no answer)'],
  [
    'worker',
    '{"level":40,"workflowId":"message/1/2","error":{"message":"It answered HTTP 500"},"msg":"Activity failed"}',
    'Activity failed, message/1/2 (It answered HTTP 500)',
  ],
  ['worker', '{"level":50,', undefined],
  ['worker', 'TypeError: x is not a function', 'TypeError: x is not a function'],
  ['sandbox', '(node:12) DeprecationWarning: old', undefined],
  ['temporal', 'time=1 level=WARN msg="poll"', undefined],
  ['temporal', 'time=1 level=ERROR msg="disk"', 'time=1 level=ERROR msg="disk"'],
  ['postgres', 'ERROR:  duplicate key value', undefined],
  ['postgres', 'PANIC:  could not write', 'PANIC:  could not write'],
  ['postgres', 'FATAL:  the database system is starting up', undefined],
])('of the log of %s, %s shows as %s', (part, line, shown) => {
  expect(worthShowing(part, line)).toBe(shown);
});

test('a listener is found by its port among connections and other ports', () => {
  const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 x 100 0 0 10 0
   1: 0100007F:1F90 0100007F:B2C4 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 x 100 0 0 10 0
   2: 0100007F:1F9A 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4713 1 x 100 0 0 10 0`;
  expect(listeningInodes(table, 8080)).toEqual(['4711']);
});

test.each([
  ['12 (node) S 1 12 12 0 -1 4194304 1 0 0 0 1 1 0 0 20 0 11 0 5557 1 1', '5557'],
  ['12 (odd ) name (x) R 1 12 12 0 -1 4194304 1 0 0 0 1 1 0 0 20 0 11 0 99 1 1', '99'],
  ['12 (node) Z 1 12 12 0 -1 4194304 1 0 0 0 1 1 0 0 20 0 11 0 5557 1 1', undefined],
])('the identity in %s is %s', (stat, identity) => {
  expect(parseProcStat(stat)).toBe(identity);
});
