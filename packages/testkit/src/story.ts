import type { LocalPerson } from '@rollcall/domain';
import type { Person } from './make-user.ts';

const at = (name: string) => `${name}@quillhaven.example`;

type Row = [name: string, givenName: string, familyName: string, title: string, department: string];

const rows: Row[] = [
  ['astrid.lindqvist', 'Astrid', 'Lindqvist', 'Managing director', 'Office of the director'],
  ['joao.conceicao', 'João', 'Conceição', 'Head of operations', 'Operations'],
  ['zofia.wisniewska', 'Zofia', 'Wiśniewska', 'Harbour master', 'Operations'],
  ['siobhan.ohara', 'Siobhán', "O'Hara", 'Captain', 'Fleet'],
  ['minh.nguyen', 'Minh', 'Nguyễn', 'First mate', 'Fleet'],
  ['haruka.sato', '遥香', '佐藤', 'Marine engineer', 'Fleet'],
  ['yusuf.celik', 'Yusuf', 'Çelik', 'Deckhand', 'Fleet'],
  ['eleni.papadaki', 'Ελένη', 'Παπαδάκη', 'Timetable planner', 'Operations'],
  ['layla.haddad', 'ليلى', 'حداد', 'Payroll accountant', 'Finance'],
  ['anne-marie.dubois', 'Anne-Marie', 'Dubois', 'Ticketing lead', 'Customer care'],
  ['oleksandr.bondar', 'Олександр', 'Бондар', 'Support engineer', 'Customer care'],
  ['bram.de-wit', 'Bram', 'de Wit', 'Seasonal steward', 'Fleet'],
];

/** The people of the demo's first organisation. Nobody and nothing here is real. */
export const people: Person[] = rows.map(([name, givenName, familyName, title, department]) => ({
  userName: at(name),
  givenName,
  familyName,
  // In Japanese the family name comes first.
  displayName: givenName === '遥香' ? `${familyName} ${givenName}` : `${givenName} ${familyName}`,
  title,
  department,
}));

/** Those whom an admin keeps here, as they have no account in Entra. */
export const keptByHand: LocalPerson[] = [
  {
    userName: 'tove.holm@lantern-audit.example',
    givenName: 'Tove',
    familyName: 'Holm',
    email: 'tove.holm@lantern-audit.example',
    title: 'Auditor',
    department: 'Finance',
  },
  {
    userName: 'rasmus.brandt@drydock-seven.example',
    givenName: 'Rasmus',
    familyName: 'Brandt',
    title: 'Shipwright',
    department: 'Fleet',
  },
  { userName: 'gangway-kiosk', displayName: 'Gangway kiosk', department: 'Customer care' },
];

/** Those who signed in before Entra was asked to provision them. */
export const signedInFirst = [
  { userName: at('ravi.iyer'), givenName: 'Ravi', familyName: 'Iyer' },
  { userName: at('noor.castellan'), givenName: 'Noor', familyName: 'Castellan' },
] as const;

/** Somebody who has just been hired: nobody has told the directory yet. */
export const newcomer = {
  userName: at('ingrid.solberg'),
  givenName: 'Ingrid',
  familyName: 'Solberg',
} as const;

/** Who answers to whom. */
export const managers: Readonly<Record<string, string>> = {
  [at('joao.conceicao')]: at('astrid.lindqvist'),
  [at('zofia.wisniewska')]: at('joao.conceicao'),
  [at('siobhan.ohara')]: at('joao.conceicao'),
  [at('minh.nguyen')]: at('siobhan.ohara'),
  [at('haruka.sato')]: at('siobhan.ohara'),
};

/** Groups and their people, each after the groups it has inside. */
export const groups: readonly {
  displayName: string;
  members: readonly string[];
  groups?: readonly string[];
}[] = [
  { displayName: 'Crew', members: ['siobhan.ohara', 'minh.nguyen', 'yusuf.celik', 'bram.de-wit'].map(at) },
  { displayName: 'Engine room', members: ['haruka.sato', 'minh.nguyen'].map(at) },
  { displayName: 'Fleet', members: [at('joao.conceicao')], groups: ['Crew', 'Engine room'] },
  { displayName: 'Payroll approvers', members: ['layla.haddad', 'astrid.lindqvist'].map(at) },
  { displayName: 'Customer care', members: ['anne-marie.dubois', 'oleksandr.bondar'].map(at) },
  { displayName: 'Winter timetable', members: [] },
];

/** What happened since: a promotion, and a season that ended. */
export const promoted = { userName: at('minh.nguyen'), title: 'Captain' };
export const left = { userName: at('bram.de-wit'), group: 'Crew' };

/** What people reach. */
export const services = [
  {
    name: 'Timetable',
    address: 'https://timetable.quillhaven.example/',
    description: 'Sailings, and what they wait for.',
  },
  { name: 'Crew roster', address: 'https://roster.quillhaven.example/', description: 'Who sails when.' },
  { name: 'Payroll', address: 'https://payroll.quillhaven.example/', description: 'Wages and allowances.' },
  {
    name: 'Ticket desk',
    address: 'https://tickets.quillhaven.example/',
    description: 'Bookings and refunds.',
  },
];

/** What people are, by their groups or by a rule. */
export const roles: readonly {
  name: string;
  description: string;
  groups: readonly string[];
  rule?: string;
}[] = [
  { name: 'Seafarer', description: 'Sails with the fleet.', groups: ['Fleet'] },
  {
    name: 'Planner',
    description: 'Plans sailings.',
    groups: ['Winter timetable'],
    rule: 'department eq "Operations"',
  },
  { name: 'Payroll approver', description: 'Signs wages off.', groups: ['Payroll approvers'] },
  { name: 'Agent', description: 'Serves passengers.', groups: ['Customer care'] },
];

/** Which roles reach which services, and how far. */
export const policies: readonly {
  name: string;
  description: string;
  roles: readonly string[];
  services: Readonly<Record<string, 'view' | 'use' | 'manage'>>;
  enabled?: boolean;
}[] = [
  {
    name: 'Everyone at sea',
    description: 'What is needed on board.',
    roles: ['Seafarer'],
    services: { 'Crew roster': 'use', Timetable: 'view' },
  },
  {
    name: 'Planning',
    description: 'Sailings and who sails them.',
    roles: ['Planner'],
    services: { Timetable: 'manage', 'Crew roster': 'manage' },
  },
  { name: 'Wages', description: 'Money.', roles: ['Payroll approver'], services: { Payroll: 'manage' } },
  {
    name: 'Passengers',
    description: 'Bookings.',
    roles: ['Agent'],
    services: { 'Ticket desk': 'use', Timetable: 'view' },
  },
  {
    name: 'Summer help',
    description: 'Seafarers help at the ticket desk in summer.',
    roles: ['Seafarer'],
    services: { 'Ticket desk': 'use' },
    enabled: false,
  },
];
