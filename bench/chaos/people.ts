/** Who is sent to, by which plan, what their carrier does, and whether they answer. */
import { DEMO } from '../../dev/seed.ts';
import type { Dice } from './dice.ts';

export type PlanName = 'both' | 'sms' | 'inapp';
/** `early`: before any message has come. */
export type Answering = 'reply' | 'stop' | 'early' | 'early stop' | 'none';

export type Person = {
  /** The phone, E.164; of In-App the user id. */
  address: string;
  plan: PlanName;
  outcomes: Partial<Record<'wa' | 'sms', { outcome: string; times: number }>>;
  answering: Answering;
};

/** One campaign. */
export type Wave = { people: Person[]; plan: PlanName; startsInMs: number };

export const TEMPLATES: Record<PlanName, string> = {
  both: DEMO.bothHandoff,
  sms: DEMO.smsHandoff,
  inapp: DEMO.inAppHandoff,
};

/** The first campaign has a third of all, so that its recipients are still being started while others are. The rest come in equal parts. */
const FIRST_PART = 3;
const PLANS: PlanName[] = ['both', 'both', 'sms', 'both', 'inapp'];

export function createWaves(dice: Dice, options: { recipients: number; waves: number; isShort: boolean }): Wave[] {
  const first = Math.ceil(options.recipients / FIRST_PART);
  const rest = options.recipients - first;
  const others = options.waves - 1;
  const sizes = Array.from(
    { length: others },
    (_, n) => Math.floor((rest * (n + 1)) / others) - Math.floor((rest * n) / others),
  );
  let born = 0;
  return [first, ...sizes].map((size, n) => {
    const plan = PLANS[n % PLANS.length] ?? 'both';
    // Every third sleeps for a while.
    const startsInMs = n % 3 === 1 ? 1_000 * ((options.isShort ? 10 : 20) + dice.upTo(options.isShort ? 5 : 20)) : 0;
    const people = Array.from({ length: size }, () =>
      createPerson(dice, plan, born++, startsInMs > 0, options.isShort),
    );
    return { people, plan, startsInMs };
  });
}

function createPerson(dice: Dice, plan: PlanName, n: number, isAsleep: boolean, isShort: boolean): Person {
  if (plan === 'inapp') return { address: `chaos-${n}`, plan, outcomes: {}, answering: 'none' };
  const outcome = (channel: 'wa' | 'sms') => ({
    outcome: throwOutcome(dice, channel, isShort),
    times: 1 + dice.upTo(1),
  });
  return {
    address: `+1202${2_000_000 + n}`,
    plan,
    outcomes: plan === 'sms' ? { sms: outcome('sms') } : { wa: outcome('wa'), sms: outcome('sms') },
    answering: throwAnswering(dice, isAsleep),
  };
}

const ERRORS = {
  wa: ['131026', '131049', '131000', '131016', 'failed:131026', 'failed:131049'],
  sms: ['30001', '20500', 'http_503', '21610', 'failed:30005'],
};
/** Tried again after a minute. */
const SLOW_ERRORS = ['failed:30003', 'failed:30008'];

/** Three in ten calls meet an error, one in ten a lost answer, one in twenty 429. Whatever is told of a message is told twice, or the last thing first. */
function throwOutcome(dice: Dice, channel: 'wa' | 'sms', isShort: boolean): string {
  const how = dice.oneOf(['doubled', 'shuffled']);
  const roll = dice.upTo(99);
  const slow = channel === 'sms' && !isShort ? SLOW_ERRORS : [];
  if (roll < 30) {
    const error = dice.oneOf([...ERRORS[channel], ...slow]);
    return error.startsWith('failed:') ? `${error}+${how}` : error;
  }
  if (roll < 40) return `timeout-after-accept+${how}`;
  return roll < 45 ? 'http_429' : how;
}

/** One in five answers, one in seventeen writes STOP; some of them before anything has come. */
function throwAnswering(dice: Dice, isAsleep: boolean): Answering {
  const roll = dice.upTo(99);
  if (roll < 17) return 'reply';
  if (roll < 20) return 'early';
  if (roll < 26) return isAsleep ? 'early stop' : 'stop';
  return 'none';
}

/** The codes that a carrier was told to give to a person: what alone may be the reason of a failure. */
export function codesOf({ outcomes }: Person): string[] {
  return Object.values(outcomes).flatMap(({ outcome }) => {
    const code = /^(?:failed:)?(\d+|http_\d+)/.exec(outcome)?.[1];
    return code === undefined ? [] : [code];
  });
}
