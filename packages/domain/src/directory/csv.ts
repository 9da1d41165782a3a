/**
 * A line of CSV (RFC 4180). A spreadsheet takes text that begins with one of a few signs for a formula and runs it; such
 * text gets an apostrophe in front, which the spreadsheet hides and which keeps it text (OWASP, CSV Injection).
 */
export function csvLine(values: readonly (string | number | boolean | null)[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}

/** Signs that begin a formula, in their full width too, and what some spreadsheets skip before they look for one. */
const formula = /^[\s\p{Cc}]*[=+\-@＝＋－＠|%]|^[\t\r\n]/u;

function csvField(value: string | number | boolean | null): string {
  if (value === null) return '';
  const text = typeof value === 'string' && formula.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
