import { z } from 'zod';
import { checkWindows, DAYS } from '../../domain/window.ts';

/** Hours and minutes also come as strings, "08": contract.md section 2. */
const clockPart = z
  .union([z.number().int().min(0).max(59), z.string().regex(/^[0-5]?\d$/, { abort: true })], {
    error: 'must be a whole number from 0 to 59, or one as a string',
  })
  .transform(Number);

const wallTime = z.object({
  hour: clockPart.meta({ description: '0 to 23; 24 only as the end of a day.', examples: [8, '08'] }),
  minute: clockPart.meta({ examples: [0, '00'] }),
});

/** Weekly send windows, each checked by domain/window.ts. */
export const weeklyWindows = z
  .array(z.object({ day: z.enum(DAYS), startTime: wallTime, endTime: wallTime }))
  .superRefine((windows, context) => {
    for (const message of checkWindows(windows)) context.addIssue({ code: 'custom', message });
  });
