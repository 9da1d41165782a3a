import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

test.each([
  ['plain text', 'Mina Sørby', 'Mina Sørby'],
  ['a comma', 'Sørby, Mina', '"Sørby, Mina"'],
  ['a quotation mark', 'Mina "Captain" Sørby', '"Mina ""Captain"" Sørby"'],
  ['a line break', 'Mina\nSørby', '"Mina\nSørby"'],
  ['nothing', null, ''],
  ['a truth', false, 'false'],
  ['a number below nothing', -4, '-4'],
])('%s is written as RFC 4180 says', (_, value, written) => {
  expect(csvLine([value, 'end'])).toBe(`${written},end\r\n`);
});

test.each([
  '=1+1',
  '=HYPERLINK("https://evil.example","Open")',
  '+SUM(A1)',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '  =1',
  '\r=1',
  '＝1',
  '|calc',
])('%j is text to a spreadsheet, not a formula', (value) => {
  const [field] = csvLine([value]).split('\r\n');
  expect(field).toMatch(/^"?'/);
  expect(field?.replace(/^"|"$/g, '').replaceAll('""', '"')).toContain(value.trim().slice(1));
});
