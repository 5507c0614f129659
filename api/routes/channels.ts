import { listChannelSettings } from '../../db/accounts.ts';
import { pauseChannel, resumeChannel } from '../../db/channels.ts';
import { CHANNEL_NAMES } from '../../domain/channel.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { channelAnswer, channelList, channelParams } from '../schemas/channels.ts';
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
      summary: 'The channels, and why one is paused',
      params: accountParams,
      response: { 200: jsonAnswer('All that the account has.', channelList), ...accountErrors() },
    },
    handler: async (request) => {
      const settings = await listChannelSettings(db, request.account.id);
      return { channels: settings.map(toWire) };
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
        response: { 200: jsonAnswer('The channel as it is now.', channelAnswer), ...accountErrors(404) },
      },
      handler: async (request) => {
        const { channel } = request.params;
        const setting = await apply(db, request.account.id, channel);
        if (!setting) throw new ApiError(404, `The account has no ${CHANNEL_NAMES[channel]}`);
        outbox.kick();
        return toWire(setting);
      },
    });
  }
}

function toWire(setting: Awaited<ReturnType<typeof listChannelSettings>>[number]) {
  return {
    channel: setting.channel,
    enabled: setting.enabled,
    ratePerSecond: setting.rate_per_second,
    dailyLimit: setting.daily_limit,
    pausedReason: setting.paused_reason,
  };
}
