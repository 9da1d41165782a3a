const isAscii = /^[ -~]*$/;

/**
 * The text as it compares where case does not count: NFC, then full Unicode case folding (RFC 7643 §4.1.1, RFC 8265
 * §3.3), so that two texts are equal here exactly when they are equal to a database that folds by Unicode's tables.
 */
export function fold(text: string): string {
  // A PATCH may compare hundreds of values a thousand times; most are ASCII, which has one normal form.
  if (isAscii.test(text)) return text.toLowerCase();
  // Letter by letter, since a Greek word in lower case ends in a sigma of its own.
  return Array.from(text.normalize('NFC'), foldLetter).join('');
}

// To capitals and back joins letters that differ in one direction only, such as ß and ẞ with ss; but for ı, which
// shares the capital of i and is another letter.
function foldLetter(letter: string): string {
  return letter === 'ı' ? letter : letter.toLowerCase().toUpperCase().toLowerCase();
}
