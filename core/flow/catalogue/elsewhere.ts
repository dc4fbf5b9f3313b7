/** An action type of the original that does not run here, known by name. */
export interface Elsewhere {
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** Why it does not run here; goes on from "does not run here: ". */
  readonly why: string;
  /** What the author of the flow can do; a sentence. */
  readonly helps: string;
  /** It holds its enrollments: to go on would skip the wait. */
  readonly waits?: boolean;
}

const ADAPTER = 'An action adapter can give it to a receiver of yours.';

const needs =
  (what: string) =>
  (id: string, name: string, helps = ADAPTER) => ({
    id,
    name,
    helps,
    why: `it needs ${what}`,
  });
const salesforce = needs('a Salesforce account');
const ai = needs('an AI service of the original');
const signals = needs('data that only the original gathers');
const app = needs('the app of another vendor');

/** The list. A type that has come to run here is no longer in it. */
export const ELSEWHERE: readonly Elsewhere[] = [
  {
    id: '0-7',
    name: 'Create task (retired)',
    why: 'the original has retired it',
    helps: 'Use 0-3, which makes tasks.',
  },
  {
    id: '0-44475148',
    name: 'Assign conversation owner',
    why: 'there are no conversations here',
    helps: "Rotate the record's owner (0-11), or set its hubspot_owner_id (0-5).",
  },
  salesforce('0-18', 'Create Salesforce task'),
  salesforce('0-19', 'Set Salesforce campaign'),
  salesforce('0-20', 'Salesforce action'),
  needs('an account with an ad network')('0-30', 'Add to or remove from ads audience'),
  signals('0-177946906', 'Enrich record'),
  ai('0-195318603', 'Summarise record with AI'),
  ai('0-207702619', 'Research company with AI'),
  ai('0-216647524', 'Research agent'),
  ai('0-172351286', 'Custom AI prompt'),
  ai('0-201091202', 'Fill smart property with AI'),
  ai('0-218870680', 'AI action'),
  signals('0-219160146', 'Intent signals'),
  signals('0-219161394', 'Intent signals'),
  signals('0-219292676', 'Prospecting agent'),
  signals('0-217709844', 'Prospecting agent'),
  app('1-179507819', 'Send Slack notification'),
  app('1-100451', 'Create Asana task'),
  app('1-2825058', 'Create Trello card'),
  app('1-26047300', 'Create Google Drive folder'),
  app('1-2796901', 'Create Google Sheets row'),
  app('1-9488285', 'Update Google Sheets row'),
  app('1-1549914', 'Send MessageMedia message'),
  app('1-29735591', 'Send WhatsApp message by an app'),
  app('1-75765850', 'Create invoice by an app'),
];

const byId = new Map(ELSEWHERE.map((type) => [type.id, type]));

/** What is known of a type that does not run here; of an unknown one, what its id tells. */
export function elsewhere(id: string): Elsewhere {
  const known = byId.get(id);
  if (known) return known;
  if (/^1-\d+$/.test(id)) {
    const helps = `Define the action for an app of this account and name its id, or use an action adapter.`;
    return { id, name: 'App action', why: 'no app of this account defines it', helps };
  }
  return { id, name: 'Unknown action', why: 'nothing is known of this type', helps: ADAPTER };
}
