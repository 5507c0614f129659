import { ApplicationFailure, proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { TemplateInput } from './inputs.ts';
import { reassessSignal } from './messages.ts';

const { syncTemplate } = proxyActivities<Activities>({
  // A header's example is fetched and uploaded too: four calls of at most 20 s each.
  startToCloseTimeout: '2m',
  retry: { initialInterval: '2s', maximumInterval: '10m' },
});

/** Brings WhatsApp up to date with one template: submits it for review, or deletes it. Told of a change meanwhile, it looks again. */
export async function template(input: TemplateInput): Promise<{ state: string }> {
  const inbox = { told: false };
  const told = () => inbox.told;
  setHandler(reassessSignal, () => void (inbox.told = true));
  for (;;) {
    inbox.told = false;
    setCurrentDetails('Tells WhatsApp of it.');
    const { state, reason } = await syncTemplate(input);
    if (told()) continue;
    // What WhatsApp's reviewers think of a template is no failure; a deletion that it refuses is one.
    if (state === 'NOT_DELETED')
      throw ApplicationFailure.nonRetryable(reason ?? 'WhatsApp refused to delete it', state);
    return { state };
  }
}
