import { z } from 'zod';
import { CHANNELS } from '../../domain/channel.ts';
import { accountParams } from './common.ts';
import { weeklyWindows } from './windows.ts';

export const channelParams = accountParams.extend({ channel: z.enum(CHANNELS) });

const wallTime = z.object({ hour: z.number().int(), minute: z.number().int() });

const example = {
  channel: 'wa',
  position: 0,
  enabled: true,
  ratePerSecond: 10,
  dailyLimit: 100_000,
  windows: null,
  pausedReason: null,
};

export const channelAnswer = z
  .object({
    channel: z.enum(CHANNELS),
    position: z.number().int().describe("Its place in the account's order of channels, from 0."),
    enabled: z.boolean().describe('Off: nobody is sent to on it, and plans go on to their next channel.'),
    ratePerSecond: z.number().int().describe('Messages a second of this account.'),
    dailyLimit: z.number().int().describe('Recipients a day of this account.'),
    windows: z
      .array(z.object({ day: z.string(), startTime: wallTime, endTime: wallTime }))
      .nullable()
      .describe(
        "When campaigns without windows of their own send, by the recipient's wall clock. Null: every day 08:00 to 21:00.",
      ),
    pausedReason: z
      .string()
      .nullable()
      .describe('Why nothing is sent on it, by a provider or a person; null: it runs.'),
  })
  .meta({ id: 'Channel', examples: [example] });

export const channelList = z
  .object({ channels: z.array(channelAnswer).describe("In the account's order.") })
  .meta({ id: 'ChannelList', examples: [{ channels: [example] }] });

export const CHANNEL_CHANGE_EXAMPLE = {
  enabled: true,
  ratePerSecond: 10,
  dailyLimit: 100_000,
  windows: [{ day: 'MONDAY', startTime: { hour: 9, minute: 0 }, endTime: { hour: 18, minute: 0 } }],
};

export const channelChange = z
  .object({
    enabled: z.boolean().optional(),
    ratePerSecond: z.number().int().min(1).max(1000).optional().describe('Counts from the next message on.'),
    dailyLimit: z.number().int().min(1).max(10_000_000).optional(),
    windows: weeklyWindows.nullable().optional().describe('Null: every day 08:00 to 21:00.'),
  })
  .meta({ id: 'ChannelChange', description: 'What is absent stays as it is.', examples: [CHANNEL_CHANGE_EXAMPLE] });

export const CHANNEL_ORDER_EXAMPLE = { channels: ['sms', 'wa', 'inapp'] };

export const channelOrder = z
  .object({ channels: z.array(z.enum(CHANNELS)).describe("Each of the account's channels once.") })
  .meta({ id: 'ChannelOrder', examples: [CHANNEL_ORDER_EXAMPLE] });
