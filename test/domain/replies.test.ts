import { describe, expect, it } from 'vitest';
import { routeReply, type ReplyFacts } from '../../domain/lookback.ts';

const SENT = Date.parse('2026-11-23T12:00:00Z');
const HOUR = 3_600_000;

function reply(more: Partial<ReplyFacts>): ReplyFacts {
  const skills = { campaignSkill: 'sales', defaultSkill: 'general' };
  return { sentAtMs: SENT, receivedAtMs: SENT, lookbackMinutes: 60, conversation: 'none', ...skills, ...more };
}

describe('the route of a reply', () => {
  it.each([
    ['at once', reply({}), { skill: 'sales', route: 'campaign' }],
    [
      "at the lookback's last millisecond",
      reply({ receivedAtMs: SENT + HOUR - 1 }),
      { skill: 'sales', route: 'campaign' },
    ],
    ['at the next', reply({ receivedAtMs: SENT + HOUR }), { skill: 'general', route: 'after-lookback' }],
    ['before the gateway had answered', reply({ receivedAtMs: SENT - 5 }), { skill: 'sales', route: 'campaign' }],
    [
      'after the conversation was closed',
      reply({ conversation: 'closed' }),
      { skill: 'general', route: 'after-close' },
    ],
  ])('%s', (_when, facts, route) => {
    expect(routeReply(facts)).toEqual(route);
  });
});
