import { expect, test } from 'vitest';
import { hashSecret, verifySecret } from '../../db/api-clients.ts';

test('a secret is verified against its hash alone', async () => {
  const hash = await hashSecret('demo-secret');
  expect(hash).toMatch(/^scrypt\$16384\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
  expect(hash).not.toContain('demo-secret');
  expect(await verifySecret('demo-secret', hash)).toBe(true);
  expect(await verifySecret('demo-secreT', hash)).toBe(false);
  expect(await verifySecret('', hash)).toBe(false);
});

test('two hashes of one secret differ', async () => {
  expect(await hashSecret('demo-secret')).not.toBe(await hashSecret('demo-secret'));
});
