import type { HeaderType } from './plan.ts';

/** One part of a message, as the handoffs API names it: contract.md section 4. */
export type MessageComponent = {
  type: 'header' | 'body' | 'footer' | 'button';
  sub_type?: HeaderType | 'phone_number' | 'url' | 'quick_reply';
  /** Text with `${{1}}` for its variables. */
  content?: string;
  variables?: string[];
  /** Of a WhatsApp template: an example for each of its variables, or of its picture, video or document, for WhatsApp's reviewers. */
  examples?: string[];
  /** SMS body: the text that tells how to opt out. */
  optOut?: string;
  index?: number;
  phone_number?: string;
  url?: string;
};

/** One channel of a handoff; the order in the handoff is the priority. */
export type HandoffChannel =
  | { type: 'sms'; language: string; outboundnumber: string; messageComponents: MessageComponent[] }
  | {
      type: 'wa';
      language: string;
      outboundnumber: string;
      namespace: string;
      templatename: string;
      messageComponents: MessageComponent[];
    }
  | { type: 'inapp'; language: string; appNames: string[]; messageComponents: MessageComponent[] };
