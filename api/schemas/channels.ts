import { z } from 'zod';
import { CHANNELS } from '../../domain/channel.ts';
import { accountParams } from './common.ts';

export const channelParams = accountParams.extend({ channel: z.enum(CHANNELS) });

export const channelAnswer = z
  .object({
    channel: z.enum(CHANNELS),
    enabled: z.boolean(),
    ratePerSecond: z.number().int().describe('Messages a second of this account.'),
    dailyLimit: z.number().int().describe('Recipients a day of this account.'),
    pausedReason: z
      .string()
      .nullable()
      .describe('Why nothing is sent on it, by a provider or a person; null: it runs.'),
  })
  .meta({
    id: 'Channel',
    examples: [{ channel: 'wa', enabled: true, ratePerSecond: 10, dailyLimit: 100_000, pausedReason: null }],
  });

export const channelList = z.object({ channels: z.array(channelAnswer) });
