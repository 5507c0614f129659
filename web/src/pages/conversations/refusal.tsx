import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { formatInstant } from '../../components/instant.tsx';
import { messageOf } from '../../components/states.tsx';

/** Why the API refused, and what can be done about it. */
export function Refusal({ error, brandNumber }: { error: Error; brandNumber: string }) {
  const message = messageOf(error);
  const advice = ADVICE.find(([pattern]) => pattern.test(message))?.[1](brandNumber);
  return (
    <Alert color="red" variant="light" p="xs" icon={<IconAlertTriangle aria-hidden />} title="Not sent" role="alert">
      <Text size="sm">{withLocalTimes(message)}</Text>
      {advice !== undefined && <Text size="sm">{advice}</Text>}
    </Alert>
  );
}

const ADVICE: [pattern: RegExp, advice: (brandNumber: string) => string][] = [
  [
    /opted out/,
    (number) => `Nothing may be sent to them until they write START to ${number}, or their opt-out is taken back.`,
  ],
  [
    /24 hours|never wrote on WhatsApp/,
    () => 'A template goes out by a campaign; once they answer it you can write again.',
  ],
  [/is paused|switched off/, () => 'Your text stays here: send it when the channel is back.'],
  [/was closed/, () => 'Their next message opens a new conversation, on the default skill.'],
];

const ISO = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

function withLocalTimes(message: string): string {
  return message.replace(ISO, (iso) => formatInstant(iso));
}
