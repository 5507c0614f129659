/** Hands a text to the browser as a file, with the mark by which spreadsheets know UTF-8. */
export function downloadText(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob(['\u{feff}', text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
