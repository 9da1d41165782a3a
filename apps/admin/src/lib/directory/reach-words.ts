const lists = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** The services by name, the first three and how many more; null where there is none. */
export function servicesIn({ services }: { services: readonly { name: string }[] }): string | null {
  const names = services.map(({ name }) => name);
  if (names.length === 0) return null;
  return lists.format(names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more services`] : names);
}
