import type { RefObject } from 'react';
import { variableNames } from '../../../../domain/template.ts';

/** Puts the next variable of a text where the cursor stands, and the cursor behind it. */
export function useInsertVariable(
  area: RefObject<HTMLTextAreaElement | null>,
  text: string,
  onChange: (text: string) => void,
): () => void {
  return () => {
    const numbers = variableNames(text).map(Number).filter(Number.isInteger);
    const placeholder = `{{${Math.max(0, ...numbers) + 1}}}`;
    const from = area.current?.selectionStart ?? text.length;
    const to = area.current?.selectionEnd ?? text.length;
    onChange(text.slice(0, from) + placeholder + text.slice(to));
    const behind = from + placeholder.length;
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(behind, behind);
    });
  };
}
