import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The sky before the sun is up: what can be pressed. */
const night: MantineColorsTuple = [
  '#eeedfb',
  '#d9d7f3',
  '#b1ade6',
  '#8781da',
  '#645cd0',
  '#4e45ca',
  '#4239c8',
  '#342cb1',
  '#2d279f',
  '#26215c',
];

/** The sun: the brand, and what waits for its own morning. */
const dawn: MantineColorsTuple = [
  '#fff4e5',
  '#ffe7cd',
  '#ffce9b',
  '#ffb364',
  '#ff9d37',
  '#ff8e1a',
  '#ff8609',
  '#e37200',
  '#cb6500',
  '#8f4700',
];

export const theme = createTheme({
  primaryColor: 'night',
  primaryShade: { light: 6, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  colors: { night, dawn },
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily:
    'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif',
  headings: {
    fontWeight: '650',
    sizes: { h1: { fontSize: '1.5rem' }, h2: { fontSize: '1.125rem' }, h3: { fontSize: '1rem' } },
  },
});
