import { expect, test } from 'vitest';
import { writtenForms } from '../../domain/written-forms.ts';

test.each([
  ['+5215512345678', ['+5215512345678', '+525512345678']],
  ['+525512345678', ['+525512345678', '+5215512345678']],
  ['+5491112345678', ['+5491112345678', '+541112345678']],
  ['+541112345678', ['+541112345678', '+5491112345678']],
  ['+5511987654321', ['+5511987654321', '+551187654321']],
  ['+551187654321', ['+551187654321', '+5511987654321']],
  // A Brazilian landline has no other form.
  ['+551133334444', ['+551133334444']],
  ['+12025550123', ['+12025550123']],
  ['ada', ['ada']],
])('%s may be written %j', (number, forms) => {
  expect(writtenForms(number)).toEqual(forms);
  for (const form of forms) expect(writtenForms(form).toSorted()).toEqual(forms.toSorted());
});
