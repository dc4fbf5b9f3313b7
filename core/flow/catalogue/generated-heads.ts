/** Made by `npm run generate` of the types in core/flow/actions/types; not written by hand. */
import type { ActionHead } from './entry.ts';

export const HEADS: readonly ActionHead[] = [
 {
  "id": "AB_TEST_BRANCH",
  "node": "AB_TEST_BRANCH",
  "name": "Random split",
  "summary": "Splits records at random, evenly or by percentages.",
  "group": "BRANCHES",
  "icon": "dices",
  "isOffered": true,
  "branches": {
   "member": "testBranches",
   "hasDefault": false
  }
 },
 {
  "id": "0-63809083",
  "node": "SINGLE_CONNECTION",
  "name": "Add to list",
  "summary": "Puts the record into a list that is kept by hand.",
  "group": "LISTS",
  "icon": "list-plus",
  "isOffered": true
 },
 {
  "id": "0-13",
  "node": "SINGLE_CONNECTION",
  "name": "Add to or remove from list (old)",
  "summary": "Puts the record into a list that is kept by hand, or takes it out.",
  "group": "LISTS",
  "icon": "list-plus",
  "isOffered": false
 },
 {
  "id": "0-73444249",
  "node": "SINGLE_CONNECTION",
  "name": "Apply association label",
  "summary": "Adds a label to associations of the record.",
  "group": "CRM",
  "icon": "tag",
  "isOffered": true
 },
 {
  "id": "0-63189541",
  "node": "SINGLE_CONNECTION",
  "name": "Create associations",
  "summary": "Associates records whose properties have the same value.",
  "group": "CRM",
  "icon": "link",
  "isOffered": true
 },
 {
  "id": "0-25",
  "node": "SINGLE_CONNECTION",
  "name": "Copy property",
  "summary": "Copies a property of an associated record, or another of its own.",
  "group": "CRM",
  "icon": "copy",
  "isOffered": true
 },
 {
  "id": "0-169425243",
  "node": "SINGLE_CONNECTION",
  "name": "Create note",
  "summary": "Writes a note about the record.",
  "group": "CRM",
  "icon": "sticky-note",
  "isOffered": true
 },
 {
  "id": "0-14",
  "node": "SINGLE_CONNECTION",
  "name": "Create record",
  "summary": "Makes a new record and associates it with this one.",
  "group": "CRM",
  "icon": "file-plus",
  "isOffered": true
 },
 {
  "id": "0-3",
  "node": "SINGLE_CONNECTION",
  "name": "Create task",
  "summary": "Makes a task for somebody.",
  "group": "CRM",
  "icon": "square-check-big",
  "isOffered": true
 },
 {
  "id": "CUSTOM_CODE",
  "node": "CUSTOM_CODE",
  "name": "Custom code",
  "summary": "Runs your own JavaScript or Python.",
  "group": "OTHER",
  "icon": "code",
  "isOffered": true
 },
 {
  "id": "0-1",
  "node": "SINGLE_CONNECTION",
  "name": "Delay for a set amount of time, until a day or a time of day",
  "summary": "Waits for a set time, a day of the week or a time of day.",
  "group": "DELAYS",
  "icon": "clock",
  "isOffered": true
 },
 {
  "id": "0-35",
  "node": "SINGLE_CONNECTION",
  "name": "Delay until a date",
  "summary": "Waits until a date, or until so long before or after it.",
  "group": "DELAYS",
  "icon": "calendar-clock",
  "isOffered": true
 },
 {
  "id": "0-29",
  "node": "SINGLE_CONNECTION",
  "name": "Delay until an event",
  "summary": "Waits until something happens, or until a time has passed.",
  "group": "DELAYS",
  "icon": "hourglass",
  "isOffered": true
 },
 {
  "id": "0-28",
  "node": "SINGLE_CONNECTION",
  "name": "Delay until a day or time",
  "summary": "Waits for a time, then on to a day and a time of day.",
  "group": "DELAYS",
  "icon": "alarm-clock",
  "isOffered": true
 },
 {
  "id": "0-18224765",
  "node": "SINGLE_CONNECTION",
  "name": "Delete record",
  "summary": "Deletes the record.",
  "group": "CRM",
  "icon": "trash-2",
  "isOffered": true
 },
 {
  "id": "0-15",
  "node": "SINGLE_CONNECTION",
  "name": "Enroll in another workflow",
  "summary": "Enrolls the record in another workflow.",
  "group": "WORKFLOW",
  "icon": "workflow",
  "isOffered": true
 },
 {
  "id": "0-33",
  "node": "SINGLE_CONNECTION",
  "name": "Format data",
  "summary": "Computes a text or number from tokens and filters.",
  "group": "CRM",
  "icon": "square-function",
  "isOffered": true
 },
 {
  "id": "0-225935194",
  "node": "SINGLE_CONNECTION",
  "name": "Validate and format phone number",
  "summary": "Checks a phone number and writes it in one form.",
  "group": "CRM",
  "icon": "phone",
  "isOffered": true
 },
 {
  "id": "LIST_BRANCH",
  "node": "LIST_BRANCH",
  "name": "Branch on filters",
  "summary": "Sends each record down the first branch whose filters it meets.",
  "group": "BRANCHES",
  "icon": "split",
  "isOffered": true,
  "branches": {
   "member": "listBranches",
   "hasDefault": true
  }
 },
 {
  "id": "0-63863438",
  "node": "SINGLE_CONNECTION",
  "name": "Remove from list",
  "summary": "Takes the record out of a list that is kept by hand.",
  "group": "LISTS",
  "icon": "list-minus",
  "isOffered": true
 },
 {
  "id": "0-61139476",
  "node": "SINGLE_CONNECTION",
  "name": "Remove association label",
  "summary": "Takes a label off associations of the record.",
  "group": "CRM",
  "icon": "tag",
  "isOffered": true
 },
 {
  "id": "0-11",
  "node": "SINGLE_CONNECTION",
  "name": "Rotate record to owner",
  "summary": "Gives the record to the next of several people, in turns.",
  "group": "CRM",
  "icon": "refresh-cw",
  "isOffered": true
 },
 {
  "id": "0-4",
  "node": "SINGLE_CONNECTION",
  "name": "Send email",
  "summary": "Sends a marketing email to the contact.",
  "group": "COMMUNICATION",
  "icon": "mail",
  "isOffered": true,
  "objectTypeIds": [
   "0-1"
  ]
 },
 {
  "id": "0-23",
  "node": "SINGLE_CONNECTION",
  "name": "Send email to fixed addresses",
  "summary": "Sends a marketing email to fixed addresses.",
  "group": "COMMUNICATION",
  "icon": "at-sign",
  "isOffered": true
 },
 {
  "id": "0-8",
  "node": "SINGLE_CONNECTION",
  "name": "Send internal email",
  "summary": "Sends an email to people of your team.",
  "group": "COMMUNICATION",
  "icon": "mails",
  "isOffered": true
 },
 {
  "id": "0-31",
  "node": "SINGLE_CONNECTION",
  "name": "Set marketing contact status",
  "summary": "Says whether the contact is a marketing contact.",
  "group": "COMMUNICATION",
  "icon": "megaphone",
  "isOffered": true,
  "objectTypeIds": [
   "0-1"
  ]
 },
 {
  "id": "0-9",
  "node": "SINGLE_CONNECTION",
  "name": "Send in-app notification",
  "summary": "Notifies people of your team in the app.",
  "group": "COMMUNICATION",
  "icon": "bell",
  "isOffered": true
 },
 {
  "id": "0-5",
  "node": "SINGLE_CONNECTION",
  "name": "Set property",
  "summary": "Sets, changes or clears a property.",
  "group": "CRM",
  "icon": "pencil",
  "isOffered": true
 },
 {
  "id": "0-43347357",
  "node": "SINGLE_CONNECTION",
  "name": "Set communication subscription",
  "summary": "Subscribes the contact to a kind of email, or unsubscribes it.",
  "group": "COMMUNICATION",
  "icon": "mail-check",
  "isOffered": true,
  "objectTypeIds": [
   "0-1"
  ]
 },
 {
  "id": "STATIC_BRANCH",
  "node": "STATIC_BRANCH",
  "name": "Branch on a value",
  "summary": "Sends each record down the branch whose value it has.",
  "group": "BRANCHES",
  "icon": "split",
  "isOffered": true,
  "branches": {
   "member": "staticBranches",
   "hasDefault": true
  }
 },
 {
  "id": "WEBHOOK",
  "node": "WEBHOOK",
  "name": "Send a webhook",
  "summary": "Calls a URL, and keeps what it answers.",
  "group": "OTHER",
  "icon": "webhook",
  "isOffered": true
 },
 {
  "id": "0-46510720",
  "node": "SINGLE_CONNECTION",
  "name": "Enroll in sequence",
  "summary": "Asks a person or a gateway to enroll the contact in a sequence of sales mails.",
  "group": "COMMUNICATION",
  "icon": "send",
  "isOffered": true
 },
 {
  "id": "0-40900952",
  "node": "SINGLE_CONNECTION",
  "name": "Send SMS",
  "summary": "Asks a person or a gateway to send a text message to the contact.",
  "group": "COMMUNICATION",
  "icon": "message-square",
  "isOffered": true
 },
 {
  "id": "0-199186210",
  "node": "SINGLE_CONNECTION",
  "name": "Send survey",
  "summary": "Asks a person or a gateway to send a survey to the contact.",
  "group": "COMMUNICATION",
  "icon": "clipboard-list",
  "isOffered": true
 },
 {
  "id": "0-25085031",
  "node": "SINGLE_CONNECTION",
  "name": "Send WhatsApp message",
  "summary": "Asks a person or a gateway to send a WhatsApp message to the contact.",
  "group": "COMMUNICATION",
  "icon": "message-circle",
  "isOffered": true
 },
 {
  "id": "0-230189361",
  "node": "SINGLE_CONNECTION",
  "name": "Send WhatsApp message (newer)",
  "summary": "Asks a person or a gateway to send a WhatsApp message to the contact.",
  "group": "COMMUNICATION",
  "icon": "message-circle",
  "isOffered": true
 },
 {
  "id": "0-4702372",
  "node": "SINGLE_CONNECTION",
  "name": "Unenroll from sequence",
  "summary": "Asks a person or a gateway to take the contact out of its sequence of sales mails.",
  "group": "COMMUNICATION",
  "icon": "log-out",
  "isOffered": true
 },
 {
  "id": "0-61139484",
  "node": "SINGLE_CONNECTION",
  "name": "Update association label",
  "summary": "Puts one association label in the place of another.",
  "group": "CRM",
  "icon": "tags",
  "isOffered": true
 }
];
