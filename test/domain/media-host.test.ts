import { expect, test } from 'vitest';
import { parseMediaHost } from '../../domain/media-host.ts';

test.each([
  ['images.example.com', 'images.example.com'],
  [' Images.Example.COM ', 'images.example.com'],
  ['images.example.com.', 'images.example.com'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  [`${'a'.repeat(63)}.example`, `${'a'.repeat(63)}.example`],
])('%j is %s', (text, host) => expect(parseMediaHost(text)).toEqual({ ok: true, host }));

test.each([
  ['https://images.example.com', 'without scheme, port or path'],
  ['images.example.com/a', 'without scheme, port or path'],
  ['images.example.com:443', 'without scheme, port or path'],
  ['user@images.example.com', 'without scheme, port or path'],
  ['*.example.com', 'wildcard'],
  ['10.0.0.1', 'IP address'],
  ['[::1]', 'without scheme, port or path'],
  ['localhost', 'the whole name'],
  ['-a.example', 'such as images.example.com'],
  ['a..example', 'such as images.example.com'],
  [`${'a'.repeat(64)}.example`, 'such as images.example.com'],
  [`${'a.'.repeat(130)}example`, 'such as images.example.com'],
  ['', 'such as images.example.com'],
])('%j is none', (text, reason) =>
  expect(parseMediaHost(text)).toEqual({ ok: false, reason: expect.stringContaining(reason) as string }),
);
