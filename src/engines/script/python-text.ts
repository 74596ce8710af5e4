/** A Python string; what JSON escapes, Python reads alike. */
export function pythonString(text: string): string {
  return JSON.stringify(text);
}

/** A long text as a Python string of several lines, where that is easier to read. */
export function pythonText(text: string): string {
  return /^[^\\"\r\0]*$/.test(text) && text.includes('\n')
    ? `"""\\\n${text}"""`
    : pythonString(text);
}

/** Lines as a comment. */
export function comment(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map(line => (line.trim() === '' ? '#' : `# ${line}`))
    .join('\n');
}
