import { describe, expect, test } from 'vitest';
import { ProviderRefusal, messageOf, resultOfFailure, retryAfterMs } from '../../channels/answers.ts';

function systemError(code: string, syscall?: string, cause?: Error): Error {
  return Object.assign(new Error(code, { cause }), { code, ...(syscall ? { syscall } : {}) });
}

describe('what a failed call comes to', () => {
  test.each<[string, Error, 'refused' | 'unknown']>([
    ['a refused connection', systemError('ECONNREFUSED', 'connect'), 'refused'],
    ['a name that is unknown', systemError('ENOTFOUND', 'getaddrinfo'), 'refused'],
    ['a resolver that is down', systemError('EAI_AGAIN', 'getaddrinfo'), 'refused'],
    ['a connection that does not come about', systemError('ETIMEDOUT', 'connect'), 'refused'],
    ['no way to the host', systemError('EHOSTUNREACH', 'connect'), 'refused'],
    [
      'the same inside of fetch',
      new TypeError('fetch failed', { cause: systemError('ECONNREFUSED', 'connect') }),
      'refused',
    ],
    [
      'the connect timeout of fetch',
      new TypeError('fetch failed', { cause: systemError('UND_ERR_CONNECT_TIMEOUT') }),
      'refused',
    ],
    [
      'every address refusing',
      new AggregateError([systemError('ECONNREFUSED', 'connect'), systemError('EHOSTUNREACH', 'connect')]),
      'refused',
    ],
    [
      'the same inside of the library',
      systemError('ECONNREFUSED', undefined, systemError('ECONNREFUSED', 'connect')),
      'refused',
    ],
    ['a reset', systemError('ECONNRESET', 'read'), 'unknown'],
    ['a host that vanishes later', systemError('EHOSTUNREACH', 'read'), 'unknown'],
    ['a reset inside of fetch', new TypeError('fetch failed', { cause: systemError('UND_ERR_SOCKET') }), 'unknown'],
    ['a library timeout', systemError('ECONNABORTED'), 'unknown'],
    ['something else', new SyntaxError('Unexpected token'), 'unknown'],
  ])('%s', (_name, error, outcome) => {
    const result = resultOfFailure(error);
    expect(result.outcome).toBe(outcome);
    if (result.outcome === 'refused') expect(result.code).toBe('unreachable');
  });

  test('a refusal keeps its code and when to come back', () => {
    expect(resultOfFailure(new ProviderRefusal('131056', 'Too fast', 6_000))).toEqual({
      outcome: 'refused',
      code: '131056',
      message: 'Too fast',
      retryAfterMs: 6_000,
    });
  });

  test('the message is that of the cause', () => {
    expect(messageOf(new TypeError('fetch failed', { cause: new Error('read ECONNRESET') }))).toBe('read ECONNRESET');
  });
});

test.each([
  ['7', 7_000],
  ['0', 0],
  ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
  ['Wed, 31 Dec 2025 23:00:00 GMT', 0],
  ['soon', undefined],
  [' ', undefined],
  [null, undefined],
])('Retry-After %s', (header, ms) => {
  expect(retryAfterMs(header, Date.parse('2026-01-01T00:00:00Z'))).toBe(ms);
});
