const number = new Intl.NumberFormat('en');

/** A count with its noun: `1 user`, `1,204 users`, `no users`. */
export function count(amount: number, one: string, many = `${one}s`): string {
  if (amount === 0) return `no ${many}`;
  return `${number.format(amount)} ${amount === 1 ? one : many}`;
}

/** A number with thousands separated, for tables and figures. */
export function figure(amount: number): string {
  return number.format(amount);
}
