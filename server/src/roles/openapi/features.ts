/** Features, in the order of the description; an operation belongs to the first whose paths it has. */
export const TAGS: readonly {
  readonly name: string;
  readonly paths: RegExp;
  readonly description: string;
}[] = [
  {
    name: 'Automation v4',
    paths: /^\/automation\/v4\/(?!actions\/)/,
    description: 'Flows, as the HubSpot Automation API has them.',
  },
  {
    name: 'Automation 2026-09-beta',
    paths: /^\/automation\/2026-09-beta\//,
    description: 'Everything of v4 except performance, plus revisions and action types.',
  },
  {
    name: 'App actions',
    paths: /^\/automation\/v4\/actions\//,
    description: 'Types of action that apps define, and the outcomes that they tell later.',
  },
  { name: 'Automation, older', paths: /^\/automation\//, description: 'What older clients call.' },
  {
    name: 'Revisions and advice',
    paths: /^\/millrace\/v1\/flows\/(lint|deleted|\{flowId\}\/(lint|diff|revisions|undelete|edit-preview))/,
    description:
      'What a flow was, what changed, and what to look at before it runs. The original has none of this.',
  },
  {
    name: 'Simulation',
    paths: /^\/millrace\/v1\/flows\/(simulate|\{flowId\}\/simulate)/,
    description:
      'What would become of a record in a flow, without doing it. The original has a part of this in its editor only.',
  },
  {
    name: 'Pausing and steering',
    paths:
      /^\/millrace\/v1\/(?:(?:flows\/\{flowId\}|enrollments|account)\/(?:steer|state|pause|resume)|enrollments\/\{enrollmentId\}\/(?:pause|resume))/,
    description:
      'Holding flows, enrollments or everything and letting them go on, and moving many enrollments at once. The original has none of this.',
  },
  {
    name: 'Enrollments',
    paths: /^\/millrace\/v1\/(flows|enrollments|steps|errors|records|alerts)/,
    description: 'Who passes through a flow, step by step, and why. The original has none of this.',
  },
  {
    name: 'Pages',
    paths: /^\/millrace\/v1\/(session|stream|names|criteria|event-types|emails|account\/limits)/,
    description:
      'What pages for people need beside the rest: signing in, hearing what changes, filters that are being written, names.',
  },
  {
    name: 'Jobs',
    paths: /^\/millrace\/v1\/jobs/,
    description: 'Work that goes on behind a request, with its progress. The original has none of this.',
  },
  {
    name: 'Indexes',
    paths: /^\/millrace\/v1\/indexes/,
    description:
      'Properties by whose values flows look for records, and how far their indexes are. The original has none of this.',
  },
  {
    name: 'Clock',
    paths: /^\/millrace\/v1\/clock/,
    description: 'In development mode, time moves when asked.',
  },
  {
    name: 'Effects',
    paths: /^\/millrace\/v1\/effects/,
    description: 'What is still to be done to the outside world. The original has none of this.',
  },
  {
    name: 'Notifications and hand-offs',
    paths: /^\/millrace\/v1\/(notifications|hand-offs)/,
    description:
      'What flows tell the users of the account, and what they leave to a person or a gateway. The original has none of this over its API.',
  },
  {
    name: 'Outbox',
    paths: /^\/millrace\/v1\/outbox/,
    description:
      'Requests to the outside world that are captured instead of sent, and what they are answered. The original has none of this.',
  },
  {
    name: 'Custom code',
    paths: /^\/millrace\/v1\/code/,
    description: 'Trying code of a flow before it is in one. The original has this in its editor only.',
  },
  {
    name: 'Mailbox',
    paths: /^\/millrace\/v1\/(mailbox|mail-reports)/,
    description: 'Every mail that a flow sent or tried to send.',
  },
  {
    name: 'Older associations',
    paths: /^\/crm\/v3\/(associations|objects\/\{objectType\}\/\{objectId\}\/associations)/,
    description: 'Associations as the older API has them: one name each.',
  },
  {
    name: 'Records',
    paths: /^\/crm\/v3\/objects/,
    description: 'Contacts, companies, deals, tickets and the rest.',
  },
  {
    name: 'Properties',
    paths: /^\/crm\/v3\/properties/,
    description: 'Their properties and groups of these.',
  },
  { name: 'Associations', paths: /^\/crm\/(v4|associations)\//, description: 'Typed links between records.' },
  {
    name: 'Object types',
    paths: /^\/crm-object-schemas\//,
    description: 'Custom object types; served at `/crm/v3/schemas` too.',
  },
  {
    name: 'Pipelines',
    paths: /^\/crm\/v3\/pipelines/,
    description: 'What deals, tickets and others move through, stage by stage.',
  },
  {
    name: 'Owners',
    paths: /^\/(crm\/v3|millrace\/v1)\/owners/,
    description: 'Whom records belong to. The original cannot write them over its API.',
  },
  {
    name: 'Engagements',
    paths: /^\/engagements\//,
    description: 'Calls, emails, meetings, notes and tasks, in the shape that older clients know.',
  },
  {
    name: 'Users and teams',
    paths: /^\/(settings\/v3\/users|millrace\/v1\/teams)/,
    description: 'People, each of whom is an owner too, and the teams they are in.',
  },
  {
    name: 'Events',
    paths: /^\/events\//,
    description: 'What happened to records, sent from outside, and the types of it.',
  },
  {
    name: 'Subscriptions',
    paths: /^\/(communication-preferences|millrace\/v1\/subscription-types)/,
    description: 'What people can subscribe to, and whether they have.',
  },
  {
    name: 'Lists',
    paths: /^\/crm\/v3\/lists/,
    description: 'Records put together, by hand or by filters.',
  },
  {
    name: 'Forms',
    paths: /^\/(marketing\/v3\/forms|submissions|form-integrations)/,
    description: 'Forms and their submissions.',
  },
  {
    name: 'Marketing emails',
    paths: /^\/marketing\/(v3\/(emails?|transactional)|v4\/email)(\/|$)/,
    description: 'What flows and callers send.',
  },
  {
    name: 'Account and OAuth',
    paths: /^\/(account-info|integrations|oauth)\//,
    description: 'What clients call first.',
  },
  {
    name: 'Administration',
    paths: /^\/millrace\/v1\//,
    description: 'Access tokens, apps, secrets, settings, and who changed what.',
  },
  {
    name: 'Health',
    paths: /^\/(health|metrics)/,
    description: 'For supervisors and Prometheus; no token asked.',
  },
  { name: 'Other', paths: /./, description: 'What has no feature yet.' },
];

export function tagOf(path: string): string {
  return TAGS.find(({ paths }) => paths.test(path))!.name;
}

/** Where paths begin that lead to the same operations as others: the original's older or odd spellings. */
const ALIASES: readonly (readonly [RegExp, string])[] = [
  [/^\/crm\/v3\/schemas/, '/crm-object-schemas/v3/schemas'],
  [/^\/crm\/v4\/associations\/(\{\w+\}\/\{\w+\}\/labels)/, '/crm/associations/v4/$1'],
];

/** The path that the description shows instead of this one, if any. */
export function aliasOf(path: string): string | undefined {
  const alias = ALIASES.find(([pattern]) => pattern.test(path));
  return alias && path.replace(alias[0], alias[1]);
}
