import { describe, expect, test } from 'vitest';
import { readTemplate, templateText, type TemplateDraft } from '../../domain/template-rules.ts';

const plain: TemplateDraft = { title: 'order_1', language: 'en_US', body: 'Your order is on its way.' };
const read = (changes: Partial<TemplateDraft>) => readTemplate({ ...plain, ...changes });
const problems = (changes: Partial<TemplateDraft>) => {
  const result = read(changes);
  return result.ok ? [] : result.problems;
};

const quick = (text = 'Yes') => ({ type: 'quick_reply', text }) as const;
const call = { type: 'phone_number', text: 'Call', phoneNumber: '+1 202 555 0100' } as const;
const link = { type: 'url', text: 'Track', url: 'https://example.com/orders' } as const;

test('all that a template can have becomes components in their order', () => {
  const result = read({
    header: { type: 'text', text: 'Order ${{1}}', example: 'A-17' },
    body: 'Hi {{2}}, {{1}} is yours, {{ 2 }}.',
    examples: ['A-17', 'Ada'],
    footer: 'Daybreak',
    buttons: [{ ...link, url: 'https://example.com/{{1}}', example: 'https://example.com/A-17' }, call],
  });
  expect(result).toEqual({
    ok: true,
    components: [
      { type: 'header', content: 'Order {{1}}', variables: ['1'], examples: ['A-17'] },
      { type: 'body', content: 'Hi {{2}}, {{1}} is yours, {{2}}.', variables: ['1', '2'], examples: ['A-17', 'Ada'] },
      { type: 'footer', content: 'Daybreak' },
      {
        type: 'button',
        sub_type: 'url',
        index: 0,
        content: 'Track',
        url: 'https://example.com/{{1}}',
        variables: ['1'],
        examples: ['https://example.com/A-17'],
      },
      { type: 'button', sub_type: 'phone_number', index: 1, content: 'Call', phone_number: '+12025550100' },
    ],
  });
});

test.each<[string, Partial<TemplateDraft>]>([
  ['the shortest', {}],
  ['a name of 512', { title: 'a'.repeat(512) }],
  ['a language without a country', { language: 'en' }],
  ['a language of three letters', { language: 'fil' }],
  ['a body of 1,024', { body: 'x'.repeat(1_024) }],
  ['a header and a footer of 60', { header: { type: 'text', text: 'x'.repeat(60) }, footer: 'x'.repeat(60) }],
  ['an image', { header: { type: 'image', example: 'https://example.com/a.png' } }],
  ['a video', { header: { type: 'video', example: 'https://example.com/a.mp4' } }],
  ['a document', { header: { type: 'document', example: 'https://example.com/a.pdf' } }],
  ['three quick replies', { buttons: [quick('a'), quick('b'), quick('x'.repeat(25))] }],
  ['a url and a phone number', { buttons: [link, call] }],
  ['nulls for what is left out', { header: null, examples: null, footer: null, buttons: null }],
  [
    'twelve variables',
    { body: Array.from({ length: 12 }, (_, n) => `{{${n + 1}}}`).join(' '), examples: Array(12).fill('x') },
  ],
])('%s is taken', (_name, changes) => {
  expect(read(changes)).toMatchObject({ ok: true });
});

describe('refused, naming the field', () => {
  test.each<[string, Partial<TemplateDraft>, string]>([
    ['capitals in the name', { title: 'Order' }, 'title'],
    ['a space in the name', { title: 'my order' }, 'title'],
    ['a name of 513', { title: 'a'.repeat(513) }, 'title'],
    ['a language with a hyphen', { language: 'en-US' }, 'language'],
    ['a language in words', { language: 'english' }, 'language'],
    ['a country in small letters', { language: 'en_us' }, 'language'],
    ['an empty body', { body: '  ' }, 'body'],
    ['a body of 1,025', { body: 'x'.repeat(1_025) }, 'body'],
    ['a gap in the variables', { body: 'Hi {{1}} {{3}}', examples: ['a', 'b'] }, 'body'],
    ['variables from 2', { body: 'Hi {{2}}', examples: ['a'] }, 'body'],
    ['a variable zero', { body: 'Hi {{0}}', examples: ['a'] }, 'body'],
    ['a variable with a name', { body: 'Hi {{name}}', examples: ['a'] }, 'body'],
    ['half a variable', { body: 'Hi {{1', examples: [] }, 'body'],
    ['a variable without an example', { body: 'Hi {{1}} {{2}}', examples: ['a'] }, 'examples'],
    ['an example without a variable', { examples: ['a'] }, 'examples'],
    ['an empty example', { body: 'Hi {{1}}', examples: [' '] }, 'examples'],
    ['a header of 61', { header: { type: 'text', text: 'x'.repeat(61) } }, 'header.text'],
    ['two variables in the header', { header: { type: 'text', text: '{{1}} {{2}}', example: 'a' } }, 'header.text'],
    ['a header variable without an example', { header: { type: 'text', text: 'Hi {{1}}' } }, 'header.example'],
    ['a header example without a variable', { header: { type: 'text', text: 'Hi', example: 'a' } }, 'header.example'],
    ['a picture over http', { header: { type: 'image', example: 'http://example.com/a.png' } }, 'header.example'],
    ['a picture that is no address', { header: { type: 'image', example: 'a.png' } }, 'header.example'],
    ['a footer of 61', { footer: 'x'.repeat(61) }, 'footer'],
    ['an empty footer', { footer: '' }, 'footer'],
    ['a variable in the footer', { footer: 'Bye {{1}}' }, 'footer'],
    ['four quick replies', { buttons: [quick(), quick(), quick(), quick()] }, 'buttons'],
    ['quick replies beside a link', { buttons: [quick(), link] }, 'buttons'],
    ['two links', { buttons: [link, link] }, 'buttons'],
    ['two phone numbers', { buttons: [call, call] }, 'buttons'],
    ['a button text of 26', { buttons: [quick('x'.repeat(26))] }, 'buttons[0].text'],
    ['a variable in a button text', { buttons: [quick('Hi {{1}}')] }, 'buttons[0].text'],
    ['a button without text', { buttons: [quick(), quick('')] }, 'buttons[1].text'],
    ['a link over http', { buttons: [{ ...link, url: 'http://example.com' }] }, 'buttons[0].url'],
    ['a script for a link', { buttons: [{ ...link, url: 'javascript:alert(1)' }] }, 'buttons[0].url'],
    [
      'a variable in the middle of a link',
      { buttons: [{ ...link, url: 'https://e.com/{{1}}/x', example: 'https://e.com/1/x' }] },
      'buttons[0].url',
    ],
    [
      'a variable that is the host',
      { buttons: [{ ...link, url: 'https://{{1}}', example: 'https://e.com' }] },
      'buttons[0].url',
    ],
    [
      'two variables in a link',
      { buttons: [{ ...link, url: 'https://e.com/{{1}}{{2}}', example: 'https://e.com/1' }] },
      'buttons[0].url',
    ],
    ['a dynamic link without an example', { buttons: [{ ...link, url: 'https://e.com/{{1}}' }] }, 'buttons[0].example'],
    [
      'an example of another link',
      { buttons: [{ ...link, url: 'https://e.com/{{1}}', example: 'https://x.com/1' }] },
      'buttons[0].example',
    ],
    ['no phone number', { buttons: [{ ...call, phoneNumber: '+1 555' }] }, 'buttons[0].phoneNumber'],
  ])('%s', (_name, changes, field) => {
    const found = problems(changes);
    expect(found.some((problem) => problem.startsWith(`${field}: `))).toBe(true);
    expect(found).toHaveLength(new Set(found).size);
  });

  test('everything that is wrong is said at once', () => {
    expect(problems({ title: 'A', language: 'x', body: '', footer: 'x'.repeat(61) })).toHaveLength(4);
  });
});

test.each<[string, Partial<TemplateDraft>, object]>([
  ['a text', {}, {}],
  ['variables in the body', { body: 'Hi {{1}}', examples: ['a'] }, { body: 'Hi {{1}}' }],
  [
    'a picture',
    { header: { type: 'image', example: 'https://e.com/a.png' } },
    { header: 'image', hasMoreThanBody: true },
  ],
  ['a footer', { footer: 'Bye' }, { hasMoreThanBody: true }],
  ['a fixed header and link', { header: { type: 'text', text: 'Hi' }, buttons: [link] }, { hasMoreThanBody: true }],
  [
    'a variable in the header',
    { header: { type: 'text', text: 'Hi {{1}}', example: 'a' } },
    { headerText: 'Hi {{1}}', hasMoreThanBody: true },
  ],
  [
    'a dynamic link',
    { buttons: [call, { ...link, url: 'https://e.com/{{1}}', example: 'https://e.com/1' }] },
    { urlButton: { index: 1, url: 'https://e.com/{{1}}' }, hasMoreThanBody: true },
  ],
])('what a plan keeps of %s', (_name, changes, kept) => {
  const result = read(changes);
  const text = result.ok ? templateText(result.components) : undefined;
  expect(text).toEqual({ body: plain.body, header: null, ...kept });
});
