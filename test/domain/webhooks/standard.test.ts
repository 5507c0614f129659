import { expect, it } from 'vitest';
import { newSecret, refuseSecret, signedHeaders } from '../../../domain/webhooks/standard.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
/** The vector that the specification's own libraries are tested with. */
const MESSAGE = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', atMs: 1_614_265_330_000, body: '{"test": 2432232314}' };
const SIGNATURE = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';

it('signs as the specification’s vector says', () => {
  expect(signedHeaders([SECRET], MESSAGE)).toEqual({
    'webhook-id': MESSAGE.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': SIGNATURE,
  });
});

it('has a signature by each secret that counts', () => {
  const other = newSecret();
  const signature = signedHeaders([other, SECRET], MESSAGE)['webhook-signature'] ?? '';
  expect(signature.split(' ')).toEqual([signedHeaders([other], MESSAGE)['webhook-signature'], SIGNATURE]);
});

it.each([
  [SECRET, undefined],
  [newSecret(), undefined],
  ['MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'must be whsec_ and base64 after it'],
  ['whsec_not base64', 'must be whsec_ and base64 after it'],
  ['whsec_', 'must be whsec_ and base64 after it'],
  [`whsec_${Buffer.alloc(23).toString('base64')}`, 'must be of 24 to 64 bytes, and is of 23'],
  [`whsec_${Buffer.alloc(65).toString('base64')}`, 'must be of 24 to 64 bytes, and is of 65'],
])('the secret %s: %s', (secret, reason) => {
  expect(refuseSecret(secret)).toBe(reason);
});
