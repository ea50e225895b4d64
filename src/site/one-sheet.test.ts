import { expect, it } from 'vitest';
import { sheetsOf, withSheet } from './one-sheet.ts';

const link = (name: string): string => `<link rel="stylesheet" href="/assets/${name}.css">`;
const page = `<head><title>x</title>${link('a')}\n${link('b')}<link rel="icon" href="/icon.svg">${link('c')}</head>`;

it('reads the style sheets of a page in their order, and no other links', () => {
  expect(sheetsOf(page)).toEqual(['/assets/a.css', '/assets/b.css', '/assets/c.css']);
});

it('puts the joined sheet in the place of the first', () => {
  expect(withSheet(page, '/assets/page.1.css')).toBe(
    `<head><title>x</title>${link('page.1')}\n<link rel="icon" href="/icon.svg"></head>`,
  );
});
