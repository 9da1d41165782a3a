/**
 * Less than, equal to or greater than zero as `a` stands before, at or behind `b` by code points: the order of PostgreSQL's
 * collation C. JavaScript orders by UTF-16, where the letters above U+FFFF come before those from U+E000 on.
 */
export function codePointOrder(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  for (let at = 0; at < most; at += 1) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

// The halves of a surrogate pair (U+D800 to U+DFFF) stand for what comes after every single unit.
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
