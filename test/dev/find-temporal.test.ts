import { describe, expect, test } from 'vitest';
import { Failure } from '../../dev/failure.ts';
import { findTemporal, isNewEnough, parseAddress, type TemporalProbes } from '../../dev/find-temporal.ts';

const nothing: TemporalProbes = {
  versionOnPath: () => Promise.resolve(undefined),
  cached: () => undefined,
  download: () => Promise.resolve(undefined),
  hasGo: () => Promise.resolve(false),
  build: () => Promise.reject(new Error('not asked for')),
};
const everything: TemporalProbes = {
  versionOnPath: () => Promise.resolve('temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)'),
  cached: () => '/cache/temporal',
  download: () => Promise.resolve('/cache/downloaded'),
  hasGo: () => Promise.resolve(true),
  build: () => Promise.resolve('/cache/built'),
};
const old = () => Promise.resolve('temporal version 1.3.0 (Server 1.27.1, UI 2.36.0)');

describe('a Temporal server is looked for', () => {
  test.each<[string, string | undefined, TemporalProbes, string, RegExp]>([
    ['at TEMPORAL_ADDRESS before all else', 'db.example:7233', everything, 'db.example', /TEMPORAL_ADDRESS/],
    ['on the PATH first', undefined, everything, 'path', /on the PATH/],
    ['on the PATH when TEMPORAL_ADDRESS is empty', '', everything, 'path', /on the PATH/],
    ['in the cache when the PATH has an old one', undefined, { ...everything, versionOnPath: old }, 'cache', /too old/],
    ['in the cache when the PATH has none', undefined, { ...nothing, cached: everything.cached }, 'cache', /cache/],
    ['by the download then', undefined, { ...nothing, download: everything.download }, 'download', /official download/],
    [
      'by a build with Go last',
      undefined,
      { ...everything, versionOnPath: nothing.versionOnPath, cached: nothing.cached, download: nothing.download },
      'build',
      /six minutes/,
    ],
  ])('%s', async (_case, address, probes, expected, said) => {
    const lines: string[] = [];
    const source = await findTemporal(address, probes, (line) => lines.push(line));
    expect(source.kind === 'address' ? source.host : source.found).toBe(expected);
    expect(lines.join('\n')).toMatch(said);
  });

  test('in vain without any way, and the sentence says what to install', async () => {
    const attempt = findTemporal(undefined, nothing, () => undefined);
    await expect(attempt).rejects.toThrow(Failure);
    await expect(attempt).rejects.toThrow(/install Go .* or the Temporal CLI/);
  });
});

test.each([
  ['temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)', true],
  ['temporal version 0.0.0-DEV (Server 1.29.1, UI 2.42.1)', true],
  ['temporal version 2.0.0 (Server 2.0.0, UI 3.0.0)', true],
  ['temporal version 1.4.0 (Server 1.28.9, UI 2.30.0)', false],
  ['temporal version 0.12.0 (server 1.24.1) (ui 2.26.2)', false],
  ['something else', false],
])('%s has what is needed: %s', (version, enough) => {
  expect(isNewEnough(version)).toBe(enough);
});

test.each([
  ['127.0.0.1:7233', '127.0.0.1', 7233],
  ['temporal.example:17233', 'temporal.example', 17_233],
  ['[::1]:7233', '[::1]', 7233],
])('%s is an address', (address, host, port) => {
  expect(parseAddress(address)).toEqual({ host, port });
});

test.each([
  '7233',
  'localhost',
  'localhost:',
  'localhost:0',
  'localhost:70000',
  'http://localhost:7233',
  'a b:1',
  '::1:7233',
])('%s is no address, and the sentence names the variable', (address) => {
  expect(() => parseAddress(address)).toThrow(/TEMPORAL_ADDRESS is .*host:port/);
});
