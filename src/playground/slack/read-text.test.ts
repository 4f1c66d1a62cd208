import { expect, it } from 'vitest';
import { withoutMarks } from './read-text.ts';

it.each([
  ['*1. SqlDatabase in AWS*  ·  95', '1. SqlDatabase in AWS  ·  95'],
  ['📎 *Manifests* `my-db.yaml`', '📎 Manifests `my-db.yaml`'],
  ['**Bold** in Markdown, _slanted_ and ~gone~', 'Bold in Markdown, slanted and gone'],
  ['*both _at once_*', 'both at once'],
  ['(*in brackets*), *two* *words*', '(in brackets), two words'],
])('draws %s without its marks', (text, drawn) => {
  expect(withoutMarks(text)).toBe(drawn);
});

it.each([
  'a * b * c',
  '2*3*4',
  'snake_case_name',
  '`*as typed*`',
  '```\n- *anchor\n- _x_\n```',
  'https://example.com/_x_/*y*',
  '* a line\n* another',
  '~',
])('leaves %s as it is', (text) => {
  expect(withoutMarks(text)).toBe(text);
});
