import {
  Alert,
  Anchor,
  Button,
  Fieldset,
  Group,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconAlertTriangle, IconVariablePlus } from '@tabler/icons-react';
import type { Answer, Operation } from '../../../../client/types.ts';
import { ButtonFields } from './button-fields.tsx';
import { LONGEST, nextVariable, variablesIn, type Category, type Draft, type HeaderKind } from './draft.ts';
import { LANGUAGES } from './languages.ts';

export type WhatsAppNumber = Answer<
  Operation<'get', '/api/v2/account/{accountId}/outbound-numbers'>
>['outboundNumbers'][number];

export type FieldsProps = {
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** What is wrong with a field, where it is time to say so. */
  errorOf: (field: string) => string | undefined;
  onLeave: (field: string) => void;
};

const CATEGORIES: { value: Category; label: string; does: string }[] = [
  { value: 'UTILITY', label: 'Utility', does: 'About an order, an account, a service that the consumer has' },
  { value: 'MARKETING', label: 'Marketing', does: 'Offers, news, invitations; WhatsApp delivers none to US numbers' },
  { value: 'AUTHENTICATION', label: 'Authentication', does: 'One-time codes, in WhatsApp’s own wording only' },
];

export function TemplateFields({ numbers, ...props }: FieldsProps & { numbers: WhatsAppNumber[] }) {
  return (
    <>
      <Naming {...props} />
      <Account {...props} numbers={numbers} />
      <Fieldset legend="Message">
        <Stack gap="md">
          <Header {...props} />
          <Body {...props} />
          <Footer {...props} />
        </Stack>
      </Fieldset>
      <ButtonFields {...props} />
    </>
  );
}

function Naming({ draft, onChange, errorOf, onLeave }: FieldsProps) {
  const hasWrongCharacter = /[^a-z0-9_]/.test(draft.title);
  return (
    <>
      <TextInput
        label="Title"
        description="Its name at WhatsApp: a to z, 0 to 9 and _, without spaces and capitals; one of each language"
        required
        placeholder="order_shipped"
        value={draft.title}
        onChange={({ currentTarget }) => onChange({ ...draft, title: currentTarget.value })}
        onBlur={() => onLeave('title')}
        error={hasWrongCharacter ? 'It may have only a to z, 0 to 9 and _' : errorOf('title')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          label="Category"
          required
          placeholder="Choose one"
          data={CATEGORIES.map(({ value, label }) => ({ value, label }))}
          value={draft.category}
          onChange={(category) => onChange({ ...draft, category })}
          onBlur={() => onLeave('category')}
          error={errorOf('category')}
          description={
            CATEGORIES.find(({ value }) => value === draft.category)?.does ?? 'WhatsApp may put it in another'
          }
          inputWrapperOrder={['label', 'input', 'description', 'error']}
        />
        <Select
          label="Language"
          required
          searchable
          data={LANGUAGES}
          value={draft.language}
          onChange={(language) => onChange({ ...draft, language })}
          onBlur={() => onLeave('language')}
          error={errorOf('language')}
          nothingFoundMessage="WhatsApp has no such language"
          description="Of all its texts"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
        />
      </SimpleGrid>
    </>
  );
}

/** Whose template it is: a WhatsApp Business Account, by its id or by one of its numbers. */
function Account({ draft, onChange, errorOf, numbers }: FieldsProps & { numbers: WhatsAppNumber[] }) {
  const wabas = [...new Set(numbers.flatMap(({ wabaId }) => wabaId ?? []))];
  if (wabas.length === 0) {
    return (
      <Alert color="yellow" variant="light" icon={<IconAlertTriangle aria-hidden />}>
        The account has no WhatsApp number with a WhatsApp Business Account:{' '}
        <Anchor href="/settings" underline="always">
          add one in the settings
        </Anchor>
        .
      </Alert>
    );
  }
  const ofWaba = numbers.filter(({ wabaId }) => wabaId !== null && wabaId === draft.wabaId).map(({ number }) => number);
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <Select
        label="WABA ID"
        description="The WhatsApp Business Account"
        required
        data={wabas}
        value={draft.wabaId}
        allowDeselect={false}
        onChange={(wabaId) =>
          onChange({
            ...draft,
            wabaId,
            outboundNumber: numbers.find((number) => number.wabaId === wabaId)?.number ?? null,
          })
        }
        error={errorOf('wabaId')}
      />
      <Select
        label="Outbound phone number"
        description="Of this WABA; all its numbers can send it"
        data={ofWaba}
        value={draft.outboundNumber}
        allowDeselect={false}
        onChange={(outboundNumber) => onChange({ ...draft, outboundNumber })}
        error={errorOf('outboundNumber')}
      />
    </SimpleGrid>
  );
}

const HEADERS: { value: HeaderKind; label: string }[] = [
  { value: 'none', label: 'None' },
  { value: 'text', label: 'Text' },
  { value: 'image', label: 'Picture' },
  { value: 'video', label: 'Video' },
  { value: 'document', label: 'Document' },
];
const MEDIA: Partial<Record<HeaderKind, string>> = {
  image: 'The https address of a jpg or png',
  video: 'The https address of an mp4 or 3gpp',
  document: 'The https address of a pdf',
};

function Header({ draft, onChange, errorOf, onLeave }: FieldsProps) {
  const { header } = draft;
  const set = (change: Partial<Draft['header']>) => onChange({ ...draft, header: { ...header, ...change } });
  const hasVariable = header.kind === 'text' && variablesIn(header.text).length > 0;
  const media = MEDIA[header.kind];
  return (
    <Stack gap="sm">
      <Select
        label="Header"
        data={HEADERS}
        value={header.kind}
        allowDeselect={false}
        onChange={(kind) => kind && set({ kind, example: '' })}
        maw={240}
      />
      {header.kind === 'text' && (
        <TextInput
          label="Header text"
          description="At most one variable, {{1}}"
          required
          value={header.text}
          onChange={({ currentTarget }) => set({ text: currentTarget.value })}
          onBlur={() => onLeave('header.text')}
          error={errorOf('header.text')}
          rightSection={<Count text={header.text} most={LONGEST.header} />}
          rightSectionWidth={56}
        />
      )}
      {(media !== undefined || hasVariable) && (
        <TextInput
          label={media === undefined ? 'Example for {{1}} of the header' : 'Example'}
          {...(media !== undefined && {
            description: `${media} on the public internet, 16 MB at most: WhatsApp’s reviewers get a copy. Each recipient brings their own.`,
          })}
          required
          value={header.example}
          onChange={({ currentTarget }) => set({ example: currentTarget.value })}
          onBlur={() => onLeave('header.example')}
          error={errorOf('header.example')}
        />
      )}
    </Stack>
  );
}

function Body({ draft, onChange, errorOf, onLeave }: FieldsProps) {
  const { body, examples } = draft;
  const names = variablesIn(body);
  return (
    <Stack gap="sm">
      <Textarea
        label="Body"
        description="Variables are {{1}}, {{2}} and so on, without a gap; each recipient brings their values"
        required
        autosize
        minRows={4}
        value={body}
        onChange={({ currentTarget }) => onChange({ ...draft, body: currentTarget.value })}
        onBlur={() => onLeave('body')}
        error={errorOf('body')}
      />
      <Group justify="space-between">
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconVariablePlus size={16} aria-hidden />}
          onClick={() => onChange({ ...draft, body: withVariable(body) })}
        >
          Add a variable
        </Button>
        <Count text={body} most={LONGEST.body} />
      </Group>
      {names.length > 0 && (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {names.map((name) => (
            <TextInput
              key={name}
              label={`Example for {{${name}}}`}
              required
              value={examples[name] ?? ''}
              onChange={({ currentTarget }) =>
                onChange({ ...draft, examples: { ...examples, [name]: currentTarget.value } })
              }
              onBlur={() => onLeave(`examples.${name}`)}
              error={(examples[name] ?? '').trim() === '' && errorOf('examples')}
            />
          ))}
        </SimpleGrid>
      )}
    </Stack>
  );
}

/** At the end, with a space before it. */
function withVariable(body: string): string {
  return `${body}${body === '' || /\s$/.test(body) ? '' : ' '}${nextVariable(body)}`;
}

function Footer({ draft, onChange, errorOf, onLeave }: FieldsProps) {
  return (
    <TextInput
      label="Footer"
      description="Without variables"
      value={draft.footer}
      onChange={({ currentTarget }) => onChange({ ...draft, footer: currentTarget.value })}
      onBlur={() => onLeave('footer')}
      error={errorOf('footer')}
      rightSection={<Count text={draft.footer} most={LONGEST.footer} />}
      rightSectionWidth={56}
    />
  );
}

export function Count({ text, most }: { text: string; most: number }) {
  return (
    <Text size="xs" c={text.length > most ? 'var(--mantine-color-error)' : 'dimmed'} component="span">
      {text.length}/{most.toLocaleString()}
    </Text>
  );
}
