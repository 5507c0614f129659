/**
 * What a campaign sends on one channel, frozen at launch: a later edit of a handoff or a template changes nothing that runs.
 * A campaign's plan is a list of these in priority order.
 */
export type ChannelPlan = SmsPlan | WhatsAppPlan | InAppPlan;

/** The `templateId` of the SMS whose whole text is variable "1": contract.md section 2. */
export const STOCK_SMS = '1234567890';

/** A channel that campaigns are sent on. */
export type SendChannel = ChannelPlan['channel'];

export type SmsPlan = {
  channel: 'sms';
  from: string;
  /** Body with `${{1}}` for its variables. */
  text: string;
  /** Follows the body on a line of its own; null where the text brings its own. */
  optOutText: string | null;
};

export type HeaderType = 'image' | 'video' | 'document';

export type WhatsAppPlan = {
  channel: 'wa';
  from: string;
  /** The phone-number-id. */
  fromRef: string;
  template: {
    name: string;
    language: string;
    category: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION';
    body: string;
    header: HeaderType | null;
    /** The header's text, where it has a variable. */
    headerText?: string;
    /** The button whose address ends in a variable: its place among the template's buttons, and the address. */
    urlButton?: { index: number; url: string };
    /** Whether it has a header, a footer or buttons: WhatsApp takes less text beside them. Unknown of plans from before that was kept. */
    hasMoreThanBody?: boolean;
  };
};

/** In-App goes alone: a plan that has it has nothing else. */
export type InAppPlan = {
  channel: 'inapp';
  /** The names of the account's apps in whose inboxes the message appears: 1 to 4. */
  apps: string[];
  /** Body with `${{1}}` for its variables. */
  text: string;
};

export type Plan = ChannelPlan[];

/** What the brand calls itself on the channel: its number, E.164; on In-App the first of its apps. */
export function senderOf(entry: ChannelPlan): string {
  return entry.channel === 'inapp' ? (entry.apps[0] ?? '') : entry.from;
}
