import { ActionIcon, Alert, Button, Card, Fieldset, Group, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconPlus, IconTrash } from '@tabler/icons-react';
import { LONGEST, newButton, variablesIn, type ButtonDraft } from './draft.ts';
import { Count, type FieldsProps } from './template-fields.tsx';

const NAMES: Record<ButtonDraft['type'], string> = {
  quick_reply: 'Quick reply',
  url: 'Link',
  phone_number: 'Phone number',
};
const TYPES = Object.keys(NAMES) as ButtonDraft['type'][];
const MOST_QUICK_REPLIES = 3;

/** The guide, "Notes about button components": up to three quick replies; or a link and a phone number, each once. */
export function ButtonFields({ draft, onChange, errorOf, onLeave }: FieldsProps) {
  const { buttons } = draft;
  const set = (next: ButtonDraft[]) => onChange({ ...draft, buttons: next });
  const wrong = errorOf('buttons');
  return (
    <Fieldset legend="Buttons">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          Up to three quick replies; or one link and one phone number.
        </Text>
        {buttons.map((button, index) => (
          <OneButton
            key={index}
            button={button}
            field={`buttons[${index}]`}
            onChange={(next) => set(buttons.map((each, place) => (place === index ? next : each)))}
            onRemove={() => set(buttons.filter((_, place) => place !== index))}
            errorOf={errorOf}
            onLeave={onLeave}
          />
        ))}
        {wrong !== undefined && (
          <Alert color="red" variant="light" p="xs" icon={<IconAlertTriangle aria-hidden />}>
            {wrong}
          </Alert>
        )}
        <Group gap="xs">
          {TYPES.map((type) => {
            const refusal = whyNot(type, buttons);
            return (
              <Tooltip key={type} label={refusal} disabled={refusal === undefined}>
                <Button
                  variant="default"
                  size="compact-sm"
                  leftSection={<IconPlus size={14} aria-hidden />}
                  // Focusable all the same, so that why is read by keyboard too.
                  aria-disabled={refusal !== undefined}
                  data-disabled={refusal !== undefined || undefined}
                  onClick={() => refusal === undefined && set([...buttons, newButton(type)])}
                >
                  {NAMES[type]}
                </Button>
              </Tooltip>
            );
          })}
        </Group>
      </Stack>
    </Fieldset>
  );
}

/** Why there can't be one more of a type; undefined: there can. */
function whyNot(type: ButtonDraft['type'], buttons: ButtonDraft[]): string | undefined {
  const replies = buttons.filter((button) => button.type === 'quick_reply').length;
  if (type === 'quick_reply') {
    if (buttons.length > replies) return 'Not beside a link or a phone number';
    return replies >= MOST_QUICK_REPLIES ? `${MOST_QUICK_REPLIES} quick replies at most` : undefined;
  }
  if (replies > 0) return 'Not beside quick replies';
  return buttons.some((button) => button.type === type) ? `One ${NAMES[type].toLowerCase()} at most` : undefined;
}

type OneButtonProps = Pick<FieldsProps, 'errorOf' | 'onLeave'> & {
  button: ButtonDraft;
  field: string;
  onChange: (button: ButtonDraft) => void;
  onRemove: () => void;
};

function OneButton({ button, field, onChange, onRemove, errorOf, onLeave }: OneButtonProps) {
  const name = NAMES[button.type];
  const input = (key: 'text' | 'url' | 'example' | 'phoneNumber') => ({
    value: button[key],
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
      onChange({ ...button, [key]: currentTarget.value }),
    onBlur: () => onLeave(`${field}.${key}`),
    error: errorOf(`${field}.${key}`),
    required: true,
  });
  return (
    <Card withBorder padding="sm" role="group" aria-label={name}>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={500}>
          {name}
        </Text>
        <ActionIcon variant="subtle" color="gray" onClick={onRemove} aria-label={`Remove the ${name.toLowerCase()}`}>
          <IconTrash size={16} />
        </ActionIcon>
      </Group>
      <Stack gap="xs">
        <TextInput
          label="Button text"
          {...input('text')}
          rightSection={<Count text={button.text} most={LONGEST.button} />}
          rightSectionWidth={50}
        />
        {button.type === 'url' && (
          <TextInput
            label="Address"
            description="https; it may end with {{1}}, which each recipient brings"
            placeholder="https://example.com/orders/{{1}}"
            {...input('url')}
          />
        )}
        {button.type === 'url' && variablesIn(button.url).length > 0 && (
          <TextInput label="Example" description="A whole address that begins like it" {...input('example')} />
        )}
        {button.type === 'phone_number' && (
          <TextInput
            label="Number"
            description="With its country code"
            placeholder="+12025550100"
            {...input('phoneNumber')}
          />
        )}
      </Stack>
    </Card>
  );
}
