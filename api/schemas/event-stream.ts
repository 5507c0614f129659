import { z } from 'zod';

/** 200 of a call that stays open. */
export const eventStream = {
  description: 'Events, for as long as it lasts.',
  content: { 'text/event-stream': { schema: z.string() } },
};
