/** A way to a consumer. The names are the wire's own: contract.md section 2, `consumerContent`. */
export type Channel = 'wa' | 'sms' | 'inapp';

export const CHANNELS = ['wa', 'sms', 'inapp'] as const satisfies readonly Channel[];

/** A text for each channel that has one. */
export type ChannelTexts = Partial<Record<Channel, string>>;

/** For people. */
export const CHANNEL_NAMES: Record<Channel, string> = { wa: 'WhatsApp', sms: 'SMS', inapp: 'In-App' };
