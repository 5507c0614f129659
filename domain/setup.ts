import { CHANNEL_NAMES, type Channel, type ChannelTexts } from './channel.ts';

/** What an account has. */
export type SetUp = {
  /** Those that are on, in the account's order. */
  channels: Channel[];
  /** How many numbers to send from, by channel. */
  numbers: ReadonlyMap<Channel, number>;
  skills: string[];
  defaultSkill: string;
  templates: number;
  approvedTemplates: number;
  handoffs: number;
  apiClients: number;
  optOutConfirmation: ChannelTexts;
  helpText: ChannelTexts;
  mediaHosts: number;
  apps: number;
};

export const SETUP_STEPS = [
  'channels',
  'numbers',
  'skills',
  'templates',
  'handoffs',
  'keys',
  'opt-out-texts',
  'help-texts',
  'media-hosts',
  'apps',
] as const;

/** `needed`: nothing can be sent, on a channel that is on, without it. `detail`: what is there, or missing, in a sentence. */
export type SetupStep = {
  step: (typeof SETUP_STEPS)[number];
  title: string;
  done: boolean;
  needed: boolean;
  detail: string;
};

/** What is set up in an account and what is missing, in the order in which it is done. */
export function setupSteps(has: SetUp): SetupStep[] {
  return [
    channels(has),
    numbers(has),
    skills(has),
    templates(has),
    {
      step: 'handoffs',
      title: 'API handoffs',
      done: has.handoffs > 0,
      needed: false,
      detail: amount(has.handoffs, 'handoff', 'Without one a campaign can only name a template'),
    },
    {
      step: 'keys',
      title: 'API keys',
      done: has.apiClients > 0,
      needed: false,
      detail: amount(has.apiClients, 'API client', 'Only people can launch campaigns'),
    },
    texts(has, 'opt-out-texts', 'Confirmation of opt-outs', has.optOutConfirmation, 'STOP is confirmed'),
    texts(has, 'help-texts', 'Answer to HELP', has.helpText, 'HELP is answered'),
    {
      step: 'media-hosts',
      title: 'Hosts of media',
      done: has.mediaHosts > 0,
      needed: false,
      detail: amount(has.mediaHosts, 'host', 'Templates with pictures, videos or documents cannot be sent'),
    },
    {
      step: 'apps',
      title: 'Apps',
      done: has.apps > 0,
      needed: has.channels.includes('inapp'),
      detail: amount(has.apps, 'app', 'In-App messages have nowhere to appear'),
    },
  ];
}

function channels({ channels: on }: SetUp): SetupStep {
  const detail = on.length === 0 ? 'No channel is on: nothing can be sent.' : `On: ${named(on)}.`;
  return { step: 'channels', title: 'Channels', done: on.length > 0, needed: true, detail };
}

function numbers({ channels: on, numbers: has }: SetUp): SetupStep {
  const sending = on.filter((channel) => channel !== 'inapp');
  const without = sending.filter((channel) => !has.get(channel));
  const counted = sending.map((channel) => `${has.get(channel) ?? 0} for ${CHANNEL_NAMES[channel]}`);
  const detail =
    without.length > 0
      ? `There is no number to send from on ${named(without)}.`
      : sending.length === 0
        ? 'No channel that is on sends from a number.'
        : `${counted.join(', ')}.`;
  return {
    step: 'numbers',
    title: 'Numbers to send from',
    done: without.length === 0,
    needed: sending.length > 0,
    detail,
  };
}

function skills({ skills: names, defaultSkill }: SetUp): SetupStep {
  const hasDefault = names.includes(defaultSkill);
  const detail =
    names.length === 0
      ? 'There is no skill: a campaign names the one that gets its replies.'
      : hasDefault
        ? `${names.length} ${names.length === 1 ? 'skill' : 'skills'}; late replies go to ${defaultSkill}.`
        : `The default skill ${defaultSkill} is not onboarded.`;
  return { step: 'skills', title: 'Skills', done: names.length > 0 && hasDefault, needed: true, detail };
}

function templates({ channels: on, templates: all, approvedTemplates: approved }: SetUp): SetupStep {
  const detail =
    approved > 0
      ? `${approved} of ${all} approved.`
      : all > 0
        ? 'WhatsApp has approved none yet.'
        : 'There is none: WhatsApp campaigns need one that WhatsApp has approved.';
  return { step: 'templates', title: 'WhatsApp templates', done: approved > 0, needed: on.includes('wa'), detail };
}

function texts(
  { channels: on }: SetUp,
  step: SetupStep['step'],
  title: string,
  given: ChannelTexts,
  what: string,
): SetupStep {
  const without = on.filter((channel) => given[channel] === undefined);
  const done = on.length > 0 && without.length === 0;
  const detail = done
    ? `${what} on ${named(on)}.`
    : on.length === 0
      ? 'No channel is on.'
      : `There is no text for ${named(without)}: say it there, unless the provider does.`;
  return { step, title, done, needed: false, detail };
}

function amount(n: number, what: string, without: string): string {
  return n === 0 ? `There is none. ${without}.` : `${n} ${what}${n === 1 ? '' : 's'}.`;
}

function named(channels: readonly Channel[]): string {
  return channels.map((channel) => CHANNEL_NAMES[channel]).join(' and ');
}
