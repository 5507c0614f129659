import { z } from 'zod';
import { parseMediaHost } from '../../domain/media-host.ts';
import { accountParams } from './common.ts';

const host = z.string().transform((text, context) => {
  const parsed = parseMediaHost(text);
  if (parsed.ok) return parsed.host;
  context.addIssue({ code: 'custom', message: parsed.reason });
  return z.NEVER;
});

export const mediaHostParams = accountParams.extend({ host: z.string().meta({ examples: ['images.example.com'] }) });

export const MEDIA_HOST_EXAMPLE = { host: 'images.example.com' };

export const mediaHostRequest = z
  .object({
    host: host.meta({
      description: 'A host name alone, without scheme, path or wildcard.',
      examples: ['images.example.com'],
    }),
  })
  .meta({ id: 'MediaHostRequest', examples: [MEDIA_HOST_EXAMPLE] });

export const mediaHostAnswer = z
  .object({ host: z.string().describe('In lower case; other scripts in their ASCII form.') })
  .meta({ id: 'MediaHost', examples: [MEDIA_HOST_EXAMPLE] });

export const mediaHostList = z
  .object({ mediaHosts: z.array(mediaHostAnswer) })
  .meta({ id: 'MediaHostList', examples: [{ mediaHosts: [MEDIA_HOST_EXAMPLE] }] });
