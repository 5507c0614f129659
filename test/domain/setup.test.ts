import { describe, expect, test } from 'vitest';
import { setupSteps, SETUP_STEPS, type SetUp } from '../../domain/setup.ts';

const NOTHING: SetUp = {
  channels: [],
  numbers: new Map(),
  skills: [],
  defaultSkill: 'general',
  templates: 0,
  approvedTemplates: 0,
  handoffs: 0,
  apiClients: 0,
  optOutConfirmation: {},
  helpText: {},
  mediaHosts: 0,
  apps: 0,
};
const ALL: SetUp = {
  channels: ['wa', 'sms', 'inapp'],
  numbers: new Map([
    ['wa', 1],
    ['sms', 2],
  ]),
  skills: ['general', 'sales'],
  defaultSkill: 'general',
  templates: 2,
  approvedTemplates: 1,
  handoffs: 1,
  apiClients: 1,
  optOutConfirmation: { wa: 'Bye.', sms: 'Bye.', inapp: 'Bye.' },
  helpText: { wa: 'Call us.', sms: 'Call us.', inapp: 'Call us.' },
  mediaHosts: 1,
  apps: 1,
};
const step = (has: Partial<SetUp>, name: string) => setupSteps({ ...ALL, ...has }).find((each) => each.step === name);

describe('what is set up', () => {
  test('each step is named once, in order, with a sentence', () => {
    for (const has of [NOTHING, ALL]) {
      const steps = setupSteps(has);
      expect(steps.map((each) => each.step)).toEqual(SETUP_STEPS);
      for (const { detail } of steps) expect(detail).toMatch(/^[A-Z0-9].*\.$/);
    }
    expect(setupSteps(ALL).every(({ done }) => done)).toBe(true);
  });

  test('nothing is done where there is nothing, and only what is lacking is needed', () => {
    const steps = setupSteps(NOTHING);
    expect(steps.filter(({ done }) => done).map((each) => each.step)).toEqual(['numbers']);
    expect(steps.filter(({ needed }) => needed).map((each) => each.step)).toEqual(['channels', 'skills']);
  });

  test.each([
    ['numbers', { numbers: new Map([['sms', 1] as const]) }, false, 'There is no number to send from on WhatsApp.'],
    ['numbers', { channels: ['inapp' as const] }, true, 'No channel that is on sends from a number.'],
    ['skills', { skills: ['sales'] }, false, 'The default skill general is not onboarded.'],
    ['templates', { approvedTemplates: 0 }, false, 'WhatsApp has approved none yet.'],
    [
      'opt-out-texts',
      { optOutConfirmation: { sms: 'Bye.' } },
      false,
      'There is no text for WhatsApp and In-App: say it there, unless the provider does.',
    ],
    ['apps', { apps: 0 }, false, 'There is none. In-App messages have nowhere to appear.'],
  ])('%s with %o', (name, has, done, detail) => {
    expect(step(has, name)).toMatchObject({ done, detail });
  });

  test('templates and apps are needed for the channels that use them', () => {
    expect(step({ channels: ['sms'] }, 'templates')).toMatchObject({ needed: false });
    expect(step({}, 'templates')).toMatchObject({ needed: true });
    expect(step({ channels: ['sms'] }, 'apps')).toMatchObject({ needed: false });
  });
});
