import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findFacts, listFacts } from '../../db/facts.ts';
import { acceptedOf, campaignBody, consumer, createFixture, NOW, type Fixture } from '../api/fixture.ts';

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());

it('reads many recipients as it reads each, in the order asked for, and leaves out who is not there', async () => {
  const consumers = Array.from({ length: 40 }, (_, n) => consumer(n));
  const ids = acceptedOf(await api.call('POST', '/campaign', campaignBody({ consumers }))).map(({ id }) => id);
  const other = acceptedOf(await api.call('POST', '/campaign', campaignBody({ sendRate: 2 }))).map(({ id }) => id);
  const asked = [...other, ...ids.toReversed()];
  const known = await listFacts(api.db, [randomUUID(), ...asked, randomUUID()], NOW.getTime());
  expect(known.map(({ recipient }) => recipient.id)).toEqual(asked);
  for (const one of known) expect(one).toEqual(await findFacts(api.db, one.recipient.id, NOW.getTime()));
  expect(await listFacts(api.db, [], NOW.getTime())).toEqual([]);
  expect(await findFacts(api.db, randomUUID(), NOW.getTime())).toBeUndefined();
});
