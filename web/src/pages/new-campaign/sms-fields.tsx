import { Button, Group, Progress, Text, Textarea, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { LONGEST_MESSAGE_SMS } from '../../../../domain/message.ts';
import { ChannelFields, SendFrom } from './channel-fields.tsx';
import { countSms, inPlainCharacters, type OddCharacter, type SmsCount } from './sms-count.ts';
import { useInsertVariable } from './use-insert-variable.ts';
import { useWizard } from './wizard-context.ts';

export function SmsFields() {
  const { draft, change, errorOf } = useWizard();
  const { sms } = draft;
  const area = useRef<HTMLTextAreaElement>(null);
  const setSms = (part: Partial<typeof sms>) => change(({ sms: now }) => ({ sms: { ...now, ...part } }));
  const insert = useInsertVariable(area, sms.text, (text) => setSms({ text }));
  const count = countSms(sms.text, sms.optOutText);
  return (
    <ChannelFields legend="SMS">
      <SendFrom channel="sms" />
      <div>
        <Textarea
          ref={area}
          label="Text"
          description="{{1}}, {{2}} stand for values of each recipient. {{1}} alone: each brings a whole text."
          required
          autosize
          minRows={3}
          maxRows={10}
          value={sms.text}
          onChange={({ currentTarget: { value } }) => setSms({ text: value })}
          error={errorOf('message.sms.text')}
        />
        <Button size="compact-sm" variant="subtle" mt={4} onClick={insert}>
          Insert a variable
        </Button>
      </div>
      <Meter count={count} />
      {count.odd && (
        <OddHint
          odd={count.odd}
          onMend={() => setSms({ text: inPlainCharacters(sms.text), optOutText: inPlainCharacters(sms.optOutText) })}
        />
      )}
      <TextInput
        label="Opt-out text"
        description="Follows the text on a line of its own."
        required
        value={sms.optOutText}
        onChange={({ currentTarget: { value } }) => setSms({ optOutText: value })}
        error={errorOf('message.sms.optOutText')}
      />
    </ChannelFields>
  );
}

/** How much of one SMS is used: the text, what is reserved for the opt-out text, what is left. */
function Meter({ count: { characters, room, segments, encoding, hasVariables } }: { count: SmsCount }) {
  const reserved = LONGEST_MESSAGE_SMS - room;
  const share = (part: number) => (100 * Math.min(part, room)) / LONGEST_MESSAGE_SMS;
  const isOver = characters > room;
  return (
    <div>
      <Progress.Root size="lg" aria-hidden>
        <Progress.Section value={share(characters)} color={isOver ? 'red' : 'night'} />
        <Progress.Section value={share(room - characters)} color="transparent" />
        <Progress.Section value={(100 * reserved) / LONGEST_MESSAGE_SMS} color="gray.6" />
      </Progress.Root>
      <Group justify="space-between" gap="xs" mt={6}>
        <Text size="sm" c={isOver ? 'red' : undefined} role="status">
          <b>{characters}</b> of {room} characters
          {hasVariables && ', with one for each variable'}
        </Text>
        <Text size="sm" c="dimmed">
          {reserved} reserved for the opt-out text · {LONGEST_MESSAGE_SMS} in all
        </Text>
      </Group>
      <Text size="sm" c={segments > 1 ? undefined : 'dimmed'}>
        {segments === 1 ? '1 segment' : `${segments} segments: it costs as much as ${segments} messages`} ·{' '}
        {encoding === 'GSM-7' ? 'GSM-7, 160 characters in a segment' : 'UCS-2, 70 characters in a segment'}
      </Text>
    </div>
  );
}

function OddHint({ odd: { character, code, place, part, plain }, onMend }: { odd: OddCharacter; onMend: () => void }) {
  return (
    <Group gap="xs" className="odd-hint" role="status">
      <Text size="sm" style={{ flex: 1, minWidth: 220 }}>
        <code>{character}</code> ({code}), character {place} of the {part === 'text' ? 'text' : 'opt-out text'}, is not
        in the small alphabet of SMS: it makes all of the message UCS-2.
      </Text>
      {plain !== undefined && (
        <Button size="compact-sm" variant="light" onClick={onMend}>
          Write {plain} and its like instead
        </Button>
      )}
    </Group>
  );
}
