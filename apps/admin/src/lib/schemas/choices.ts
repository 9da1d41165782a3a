const option = (value: string, text: string) => ({ value, text });

/** What an attribute can be, as its form asks (RFC 7643 §7). */
export const choices = {
  type: {
    label: 'Type',
    options: ['string', 'boolean', 'integer', 'decimal', 'dateTime', 'reference', 'binary', 'complex'].map(
      (type) => option(type, type),
    ),
  },
  values: { label: 'Values', options: [option('one', 'One'), option('several', 'Several')] },
  required: { label: 'Required', options: [option('no', 'No'), option('yes', 'Yes')] },
  caseExact: { label: 'Case of letters', options: [option('no', 'Does not count'), option('yes', 'Counts')] },
  mutability: {
    label: 'Clients',
    options: [
      option('readWrite', 'Read and write it'),
      option('immutable', 'Set it once'),
      option('readOnly', 'Read it only'),
      option('writeOnly', 'Write it only; it is not kept'),
    ],
  },
  returned: {
    label: 'Returned',
    options: [
      option('default', 'By default'),
      option('always', 'Always'),
      option('request', 'When asked for'),
      option('never', 'Never'),
    ],
  },
  uniqueness: { label: 'Unique', options: [option('none', 'No'), option('server', 'Yes')] },
} as const;
