import { describe, expect, test } from 'vitest';
import { type SentComponent, type TemplateComponent, fillTemplate } from '../../sandbox/templates.ts';

function template(...components: TemplateComponent[]) {
  return {
    id: '1',
    accountId: '9',
    name: 'a',
    language: 'en',
    category: 'UTILITY',
    status: 'APPROVED',
    components,
  } as const;
}

function text(...values: string[]) {
  return values.map((value) => ({ type: 'text', text: value }));
}

const body = { type: 'BODY', text: 'Hi {{1}}, {{2}} is here, {{1}}.' };

describe('a template on the phone', () => {
  test('has its variables filled in, each wherever it stands', () => {
    const filled = fillTemplate(template(body), [{ type: 'body', parameters: text('Ada', 'A-17') }]);
    expect(filled).toMatchObject({ text: 'Hi Ada, A-17 is here, Ada.', parts: { parameters: ['Ada', 'A-17'] } });
  });

  test('takes variables by name, in any order', () => {
    const parameters = [
      { type: 'text', parameter_name: 'item', text: 'A-17' },
      { type: 'text', parameter_name: 'name', text: 'Ada' },
    ];
    const named = { type: 'BODY', text: 'Hi {{name}}, {{item}}.' };
    expect(fillTemplate(template(named), [{ type: 'body', parameters }])).toMatchObject({ text: 'Hi Ada, A-17.' });
  });

  test('shows header, footer and buttons', () => {
    const filled = fillTemplate(
      template(
        { type: 'HEADER', format: 'TEXT', text: 'Order {{1}}' },
        { type: 'BODY', text: 'Plain' },
        { type: 'FOOTER', text: 'Bye' },
        { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Call me' }] },
      ),
      [{ type: 'header', parameters: text('A-17') }],
    );
    expect(filled).toMatchObject({
      text: 'Plain',
      parts: { header: 'Order A-17', footer: 'Bye', buttons: [{ type: 'QUICK_REPLY', text: 'Call me' }] },
    });
  });

  test('shows its picture by its link', () => {
    const parameters = [{ type: 'image', image: { link: 'https://example.com/a.png' } }];
    const filled = fillTemplate(template({ type: 'HEADER', format: 'IMAGE' }), [{ type: 'header', parameters }]);
    expect(filled).toMatchObject({ parts: { media: { type: 'image', link: 'https://example.com/a.png' } } });
  });
});

describe('a request that does not fit', () => {
  const url = { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Track', url: 'https://example.com/{{1}}' }] };

  test.each<[string, TemplateComponent[], SentComponent[], string]>([
    ['too few variables', [body], [{ type: 'body', parameters: text('Ada') }], '132000'],
    ['too many variables', [body], [{ type: 'body', parameters: text('Ada', 'A', 'B') }], '132000'],
    ['no variables at all', [body], [], '132000'],
    [
      'variables for a plain text',
      [{ type: 'BODY', text: 'Plain' }],
      [{ type: 'body', parameters: text('x') }],
      '132000',
    ],
    ['no picture', [{ type: 'HEADER', format: 'IMAGE' }], [], '132000'],
    [
      'a text for a picture',
      [{ type: 'HEADER', format: 'IMAGE' }],
      [{ type: 'header', parameters: text('x') }],
      '132012',
    ],
    ['no part of the address', [url], [], '131008'],
  ])('%s', (_name, components, sent, code) => {
    expect(fillTemplate(template(...components), sent)).toMatchObject({ code });
  });
});
