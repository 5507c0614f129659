import { listChannelSettings } from '../../db/accounts.ts';
import { orderChannels, pauseChannel, resumeChannel, updateChannel } from '../../db/channels.ts';
import { CHANNEL_NAMES, type Channel } from '../../domain/channel.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { channelAnswer, channelChange, channelList, channelOrder, channelParams } from '../schemas/channels.ts';
import { accountParams, accountErrors, jsonAnswer } from '../schemas/common.ts';

const CHANGES = [
  [
    'pause',
    'Pause a channel',
    'No campaign of the account sends on it, and none steps down from it, until it is resumed.',
    pauseChannel,
  ],
  ['resume', 'Resume a paused channel', 'Whoever the pause held up goes on, each in their own window.', resumeChannel],
] as const;

/** The account's channels, behind `authenticate`. A provider's answer can pause one: then this is how it goes on. */
export function channelRoutes(app: App, { db, outbox }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/channels',
    schema: {
      operationId: 'listChannels',
      tags: ['Channels'],
      summary: 'The channels, their order and limits, and why one is paused',
      params: accountParams,
      response: { 200: jsonAnswer('All that the account has.', channelList), ...accountErrors() },
    },
    handler: async (request) => {
      const settings = await listChannelSettings(db, request.account.id);
      return { channels: settings.map(toWire) };
    },
  });

  app.route({
    method: 'PATCH',
    url: '/channels/:channel',
    schema: {
      operationId: 'changeChannel',
      tags: ['Channels'],
      summary: 'Change a channel: on or off, rate, daily limit, windows',
      description:
        'Each counts from the answer on, for campaigns that run too. Who waits for a window or a daily limit decides anew. Switched off, it fails for whoever comes to it, and a plan with another channel steps down: to hold messages back, pause it.',
      params: channelParams,
      body: channelChange,
      response: { 200: jsonAnswer('The channel as it is now.', channelAnswer), ...accountErrors(404, 413, 415) },
    },
    handler: async (request) => {
      const { channel } = request.params;
      const setting = await updateChannel(db, request.account.id, channel, request.body);
      if (!setting) throw noChannel(channel);
      outbox.kick();
      return toWire(setting);
    },
  });

  app.route({
    method: 'PUT',
    url: '/channels/order',
    schema: {
      operationId: 'orderChannels',
      tags: ['Channels'],
      summary: "Change the account's order of its channels",
      description: 'The order that is offered for new handoffs. A handoff has its own, which does not change.',
      params: accountParams,
      body: channelOrder,
      response: { 200: jsonAnswer('The channels in their new order.', channelList), ...accountErrors(413, 415) },
    },
    handler: async (request) => {
      const settings = await orderChannels(db, request.account.id, request.body.channels);
      if (settings) return { channels: settings.map(toWire) };
      const own = (await listChannelSettings(db, request.account.id)).map(({ channel }) => channel);
      throw new ApiError(400, `channels: must name each of the account's channels once: ${own.join(', ')}`);
    },
  });

  for (const [change, summary, description, apply] of CHANGES) {
    app.route({
      method: 'POST',
      url: `/channels/:channel/${change}`,
      schema: {
        operationId: `${change}Channel`,
        tags: ['Channels'],
        summary,
        description: `${description} Asked for again, it changes nothing and answers the same.`,
        params: channelParams,
        response: { 200: jsonAnswer('The channel as it is now.', channelAnswer), ...accountErrors(404, 413, 415) },
      },
      handler: async (request) => {
        const { channel } = request.params;
        const setting = await apply(db, request.account.id, channel);
        if (!setting) throw noChannel(channel);
        outbox.kick();
        return toWire(setting);
      },
    });
  }
}

function noChannel(channel: Channel): ApiError {
  return new ApiError(404, `The account has no ${CHANNEL_NAMES[channel]}`);
}

function toWire(setting: Awaited<ReturnType<typeof listChannelSettings>>[number]) {
  return {
    channel: setting.channel,
    position: setting.position,
    enabled: setting.enabled,
    ratePerSecond: setting.rate_per_second,
    dailyLimit: setting.daily_limit,
    windows: setting.windows,
    pausedReason: setting.paused_reason,
  };
}
