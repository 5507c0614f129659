import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { CALLS_PER_SECOND, campaignBody } from './campaign-body.ts';

const TRIES = 100;

export type Post = { ms: number; tries: number; status: number; id: string; accepted: number };

/** Posts ten campaigns a second, whether the ones before are answered or not, and returns how each call went, and how long all took. */
export async function postAtPace(
  seconds: number,
  url: () => string,
  authorization: string,
): Promise<{ posts: Post[]; tookMs: number }> {
  const startedAt = performance.now();
  const posts: Promise<Post>[] = [];
  for (let n = 0; n < seconds * CALLS_PER_SECOND; n++) {
    const dueMs = startedAt + (n * 1000) / CALLS_PER_SECOND - performance.now();
    if (dueMs > 0) await delay(dueMs);
    posts.push(post(url(), authorization, n));
  }
  return { posts: await Promise.all(posts), tookMs: performance.now() - startedAt };
}

/** One campaign; a 429 or 503 is posted again with the same key, as a good client does. */
async function post(url: string, authorization: string, n: number): Promise<Post> {
  const key = randomUUID();
  const startedAt = performance.now();
  for (let tries = 1; ; tries++) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(campaignBody(n)),
    });
    const body = (await response.json()) as { proactiveCampaignId?: string; acceptedConsumers?: unknown[] };
    if ((response.status === 429 || response.status === 503) && tries < TRIES) {
      // Refused ones come back one after the other, and not all at once.
      await delay(Number(response.headers.get('retry-after') ?? 1) * 1000 + (n % CALLS_PER_SECOND) * 100);
      continue;
    }
    return {
      ms: performance.now() - startedAt,
      tries,
      status: response.status,
      id: body.proactiveCampaignId ?? '',
      accepted: body.acceptedConsumers?.length ?? 0,
    };
  }
}
