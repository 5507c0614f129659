import { Stack, Text } from '@mantine/core';
import { useApprovedTemplates, useOutboundNumbers } from './account-queries.ts';
import { channelsOf } from './draft.ts';
import { Bubble, Phone, TemplateBubble } from './phone.tsx';
import { partsOf } from './template-parts.ts';
import { useWizard } from './wizard-context.ts';

/** What the campaign says, on a phone for each of its channels. */
export function MessagePreview() {
  const { draft } = useWizard();
  const { data: numbers } = useOutboundNumbers();
  const { data: templates } = useApprovedTemplates();
  const channels = channelsOf(draft.way);
  const template = templates?.templates.find(({ id }) => id === draft.wa.templateId);
  const from = (channel: 'wa' | 'sms') =>
    draft[channel].outboundNumber ??
    numbers?.outboundNumbers.find((number) => number.channel === channel)?.number ??
    'Your brand';
  if (channels.length === 0) {
    return (
      <Phone channel="sms" from="Your brand">
        <Bubble text="" />
      </Phone>
    );
  }
  return (
    <Stack gap="lg">
      {channels.map((channel, index) => (
        <Stack key={channel} gap="xs">
          {channels.length > 1 && (
            <Text size="sm" ta="center" c="dimmed">
              {index === 0 ? 'First' : 'Where WhatsApp does not reach them'}
            </Text>
          )}
          {channel === 'wa' && (
            <Phone channel="wa" from={from('wa')}>
              {template ? <TemplateBubble parts={partsOf(template)} /> : <Bubble text="" />}
            </Phone>
          )}
          {channel === 'sms' && (
            <Phone channel="sms" from={from('sms')}>
              <Bubble text={draft.sms.text} after={draft.sms.optOutText} />
            </Phone>
          )}
          {channel === 'inapp' && (
            <Phone channel="inapp" from={draft.inapp.appNames.join(', ') || 'Your app'}>
              <Bubble text={draft.inapp.text} />
            </Phone>
          )}
        </Stack>
      ))}
    </Stack>
  );
}
