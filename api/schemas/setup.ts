import { z } from 'zod';
import { SETUP_STEPS } from '../../domain/setup.ts';

/** 200 of `GET …/setup`. */
export const setupAnswer = z
  .object({
    steps: z
      .array(
        z.object({
          step: z.enum(SETUP_STEPS),
          title: z.string(),
          done: z.boolean(),
          needed: z.boolean().describe('Whether nothing can be sent without it, on a channel that is on.'),
          detail: z.string().describe('What is there, or what is missing.'),
        }),
      )
      .describe('In the order in which they are done.'),
  })
  .meta({
    id: 'Setup',
    examples: [
      {
        steps: [
          { step: 'channels', title: 'Channels', done: true, needed: true, detail: 'On: WhatsApp and SMS.' },
          {
            step: 'numbers',
            title: 'Numbers to send from',
            done: false,
            needed: true,
            detail: 'There is no number to send from on WhatsApp.',
          },
        ],
      },
    ],
  });
