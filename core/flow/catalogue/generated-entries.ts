/** Made by `npm run generate` of the types in core/flow/actions/types; not written by hand. */
import type { StoredEntry } from './entry.ts';

export const ENTRIES: Readonly<Record<string, StoredEntry>> = {
 "AB_TEST_BRANCH": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "testBranches",
    "kind": "percentages",
    "label": "Branches",
    "help": "The share of each branch in per cent; without shares, all get as much.",
    "isRequired": true
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": true,
  "doneBy": "server"
 },
 "0-63809083": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "listId",
    "kind": "list",
    "label": "List",
    "help": "A list that is kept by hand.",
    "isRequired": true
   },
   {
    "name": "targetObject",
    "kind": "record",
    "label": "Record",
    "help": "The enrolled record.",
    "isRequired": true
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "server"
 },
 "0-13": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "operation",
    "kind": "choice",
    "label": "Operation",
    "help": "What happens to the record.",
    "isRequired": true,
    "choices": [
     "ADD",
     "REMOVE"
    ]
   },
   {
    "name": "list_id",
    "kind": "list",
    "label": "List",
    "help": "A list that is kept by hand.",
    "isRequired": true
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "server"
 },
 "0-73444249": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "label",
    "kind": "association",
    "label": "Label",
    "help": "The label to add.",
    "isRequired": true
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "server"
 },
 "0-63189541": {
  "versions": [
   6
  ],
  "members": [
   {
    "name": "fromObjectType",
    "kind": "objectType",
    "label": "Object type",
    "help": "The type of the enrolled record.",
    "isRequired": true
   },
   {
    "name": "toObjectType",
    "kind": "objectType",
    "label": "Other object type",
    "help": "The type of the records to associate.",
    "isRequired": true
   },
   {
    "name": "matchBy",
    "kind": "choice",
    "label": "Match by",
    "help": "How the records are found.",
    "isRequired": false,
    "default": "fromAndToObjects",
    "choices": [
     "fromAndToObjects"
    ]
   },
   {
    "name": "enrolledObjectPropertyNameToMatch",
    "kind": "matchedProperty",
    "label": "Property of the enrolled record",
    "help": "Its value is looked for.",
    "isRequired": true,
    "of": [
     "fromObjectType"
    ]
   },
   {
    "name": "associatedObjectPropertyNameToMatch",
    "kind": "matchedProperty",
    "label": "Property of the records to associate",
    "help": "The property in which it is looked for.",
    "isRequired": true,
    "of": [
     "toObjectType"
    ]
   },
   {
    "name": "createAssociationOnly",
    "kind": "flag",
    "label": "Create associations only",
    "help": "Otherwise, associations with records that match no longer are taken away.",
    "isRequired": false,
    "default": "false",
    "choices": [
     "true",
     "false"
    ]
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "server"
 },
 "0-25": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "source_property",
    "kind": "propertyOfOther",
    "label": "Property to copy",
    "help": "A property of the associated record, or of this one.",
    "isRequired": true,
    "of": [
     "target_object"
    ]
   },
   {
    "name": "target_property",
    "kind": "property",
    "label": "Property to set",
    "help": "A property of the enrolled record, which gets the value.",
    "isRequired": true
   },
   {
    "name": "target_object",
    "kind": "text",
    "label": "Object type of the associated record",
    "help": "Such as CONTACT or COMPANY: its primary record, else the one associated first. Empty: the enrolled record itself.",
    "isRequired": false
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "server"
 },
 "0-169425243": {
  "versions": [
   0,
   1
  ],
  "members": [
   {
    "name": "note_body",
    "kind": "html",
    "label": "Text",
    "help": "What the note says; tokens are filled in.",
    "isRequired": true
   },
   {
    "name": "pin_note",
    "kind": "flag",
    "label": "Pin to the enrolled record",
    "help": "The note stands above all others of the record.",
    "isRequired": false,
    "default": "false",
    "choices": [
     "true",
     "false"
    ]
   },
   {
    "name": "associations",
    "kind": "associations",
    "label": "Associated with",
    "help": "Records that the note is about, beside the enrolled one.",
    "isRequired": false
   },
   {
    "name": "use_explicit_associations",
    "kind": "flag",
    "label": "Only these associations",
    "help": "The note is not associated with the enrolled record, unless it is named.",
    "isRequired": false,
    "default": "false",
    "choices": [
     "true",
     "false"
    ]
   }
  ],
  "outputs": [
   {
    "key": "hs_object_id",
    "says": "The id of the new note."
   }
  ],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "server"
 },
 "0-14": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "object_type_id",
    "kind": "objectType",
    "label": "Object type",
    "help": "The type of the new record.",
    "isRequired": true
   },
   {
    "name": "properties",
    "kind": "properties",
    "label": "Properties",
    "help": "Properties of the new record, each with its value.",
    "isRequired": true,
    "of": [
     "object_type_id"
    ]
   },
   {
    "name": "associations",
    "kind": "associations",
    "label": "Associated with",
    "help": "Records that the new one is associated with.",
    "isRequired": false,
    "of": [
     "object_type_id"
    ]
   },
   {
    "name": "use_explicit_associations",
    "kind": "flag",
    "label": "Only these associations",
    "help": "The new record is not associated with the enrolled one, unless it is named.",
    "isRequired": false,
    "default": "false",
    "choices": [
     "true",
     "false"
    ]
   }
  ],
  "outputs": [
   {
    "key": "hs_object_id",
    "says": "The id of the new record."
   }
  ],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "server"
 },
 "0-3": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "task_type",
    "kind": "choice",
    "label": "Type",
    "help": "What is to be done.",
    "isRequired": false,
    "default": "TODO",
    "choices": [
     "TODO",
     "CALL",
     "EMAIL"
    ]
   },
   {
    "name": "subject",
    "kind": "text",
    "label": "Title",
    "help": "What the task is called; tokens are filled in.",
    "isRequired": true
   },
   {
    "name": "body",
    "kind": "html",
    "label": "Notes",
    "help": "What whoever does it should know.",
    "isRequired": false
   },
   {
    "name": "priority",
    "kind": "choice",
    "label": "Priority",
    "help": "How urgent it is.",
    "isRequired": false,
    "default": "NONE",
    "choices": [
     "NONE",
     "LOW",
     "MEDIUM",
     "HIGH"
    ]
   },
   {
    "name": "due_time",
    "kind": "timeDelay",
    "label": "Due",
    "help": "How long after the task is made; empty: at once.",
    "isRequired": false
   },
   {
    "name": "owner_assignment",
    "kind": "ownerAssignment",
    "label": "Assigned to",
    "help": "An owner, or the property of the record that names one.",
    "isRequired": false
   },
   {
    "name": "associations",
    "kind": "associations",
    "label": "Associated with",
    "help": "Records that the task is about, beside the enrolled one.",
    "isRequired": false
   },
   {
    "name": "use_explicit_associations",
    "kind": "flag",
    "label": "Only these associations",
    "help": "The task is not associated with the enrolled record, unless it is named.",
    "isRequired": false,
    "default": "false",
    "choices": [
     "true",
     "false"
    ]
   }
  ],
  "outputs": [
   {
    "key": "hs_object_id",
    "says": "The id of the new task."
   }
  ],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "server"
 },
 "CUSTOM_CODE": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "runtime",
    "kind": "choice",
    "label": "Language",
    "help": "Python needs an interpreter on the server.",
    "isRequired": true,
    "choices": [
     "NODE20X",
     "PYTHON39"
    ]
   },
   {
    "name": "sourceCode",
    "kind": "code",
    "label": "Code",
    "help": "Exports `main`, which gets the event and answers with `outputFields`.",
    "isRequired": true,
    "of": [
     "runtime"
    ]
   },
   {
    "name": "inputFields",
    "kind": "inputs",
    "label": "Inputs",
    "help": "Values that the code finds in `event.inputFields`.",
    "isRequired": false
   },
   {
    "name": "outputFields",
    "kind": "codeOutputs",
    "label": "Outputs",
    "help": "What the code answers with, for later actions.",
    "isRequired": false
   },
   {
    "name": "secretNames",
    "kind": "secrets",
    "label": "Secrets",
    "help": "Secrets of the account that the code may read from its environment.",
    "isRequired": false
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "outside"
 },
 "0-1": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "delta",
    "kind": "wholeNumber",
    "label": "How long",
    "help": "A number; empty: only until the day or the time of day.",
    "isRequired": false
   },
   {
    "name": "time_unit",
    "kind": "choice",
    "label": "Unit",
    "help": "Days and weeks are those of the calendar.",
    "isRequired": false,
    "default": "MINUTES",
    "choices": [
     "MINUTES",
     "HOURS",
     "DAYS",
     "WEEKS"
    ],
    "goesWith": {
     "member": "fields.delta"
    }
   },
   {
    "name": "business_days_only",
    "kind": "flag",
    "label": "Business days only",
    "help": "Weekends and the holidays of the account do not count.",
    "isRequired": false,
    "default": "false",
    "choices": [
     "true",
     "false"
    ]
   },
   {
    "name": "days_of_week",
    "kind": "daysOfWeek",
    "label": "Until one of these days",
    "help": "Afterwards it waits on for the next of these.",
    "isRequired": false
   },
   {
    "name": "time_of_day",
    "kind": "timeOfDay",
    "label": "Until a time of day",
    "help": "Afterwards it waits on for this time, in the time zone of the account.",
    "isRequired": false
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": true,
  "isFlowControl": true,
  "doneBy": "server"
 },
 "0-35": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "date",
    "kind": "value",
    "label": "Date",
    "help": "A date property of the record, or a fixed date.",
    "isRequired": true
   },
   {
    "name": "delta",
    "kind": "wholeNumber",
    "label": "Before or after",
    "help": "How long after the date; a negative number is before it.",
    "isRequired": false,
    "default": 0
   },
   {
    "name": "time_unit",
    "kind": "choice",
    "label": "Unit",
    "help": "Of the time before or after.",
    "isRequired": false,
    "choices": [
     "MINUTES",
     "HOURS",
     "DAYS",
     "WEEKS"
    ],
    "goesWith": {
     "member": "fields.delta"
    }
   },
   {
    "name": "time_of_day",
    "kind": "timeOfDay",
    "label": "Time of day",
    "help": "In the time zone of the account.",
    "isRequired": false
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": true,
  "isFlowControl": true,
  "doneBy": "server"
 },
 "0-29": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "event_filter_branches",
    "kind": "events",
    "label": "Events",
    "help": "Any of these ends the wait.",
    "isRequired": false
   },
   {
    "name": "expiration_minutes",
    "kind": "wholeNumber",
    "label": "Give up after so many minutes",
    "help": "In minutes; empty: for as long as it takes.",
    "isRequired": false
   },
   {
    "name": "action_id",
    "kind": "action",
    "label": "Of an earlier action",
    "help": "Only events of what this action sent or made count.",
    "isRequired": false
   }
  ],
  "outputs": [
   {
    "key": "hs_event_criteria_met",
    "says": "`true` when the event has happened, `false` when the time was over first."
   }
  ],
  "givesAnyOutput": false,
  "waits": true,
  "isFlowControl": true,
  "doneBy": "server"
 },
 "0-28": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "delay",
    "kind": "timeDelay",
    "label": "Until",
    "help": "How long, then on to one of these days and a time of day.",
    "isRequired": true
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": true,
  "isFlowControl": true,
  "doneBy": "server"
 },
 "0-18224765": {
  "versions": [
   42
  ],
  "members": [],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "server"
 },
 "0-15": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "flow_id",
    "kind": "flow",
    "label": "Flow",
    "help": "A workflow over the same type of record.",
    "isRequired": false
   },
   {
    "name": "workflow_id",
    "kind": "flow",
    "label": "Flow, by the id of the older API",
    "help": "Used where no flow is named above.",
    "isRequired": false
   }
  ],
  "outputs": [
   {
    "key": "flow_id",
    "says": "The id of the flow that the record has entered."
   }
  ],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "server"
 },
 "0-33": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "template",
    "kind": "text",
    "label": "Formula",
    "help": "Text with tokens and filters; its result is an output.",
    "isRequired": true
   },
   {
    "name": "locale",
    "kind": "text",
    "label": "Locale",
    "help": "Of numbers and dates, such as en-GB or de-DE.",
    "isRequired": false
   }
  ],
  "outputs": [
   {
    "key": "formatted_value",
    "says": "The text."
   }
  ],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "server"
 },
 "0-225935194": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "phone_property",
    "kind": "propertyOfOther",
    "label": "Property with the number",
    "help": "The number as somebody has written it.",
    "isRequired": true
   },
   {
    "name": "country_property",
    "kind": "propertyOfOther",
    "label": "Property with the country",
    "help": "For numbers without a country code.",
    "isRequired": false
   },
   {
    "name": "default_country",
    "kind": "text",
    "label": "Default country",
    "help": "Where the record has none: CH or Switzerland.",
    "isRequired": false
   },
   {
    "name": "target_property",
    "kind": "property",
    "label": "Property to set",
    "help": "Gets the number as +41446681800; empty: it is an output only.",
    "isRequired": false
   }
  ],
  "outputs": [
   {
    "key": "is_valid",
    "says": "`true` or `false`."
   },
   {
    "key": "formatted_phone_number",
    "says": "As machines dial it, `+41446681800`; empty when it is not valid."
   },
   {
    "key": "international",
    "says": "As people write it, `+41 44 668 18 00`."
   },
   {
    "key": "national",
    "says": "Without the country code, `044 668 18 00`."
   },
   {
    "key": "country",
    "says": "Its country, two letters."
   }
  ],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "server"
 },
 "LIST_BRANCH": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "listBranches",
    "kind": "filterBranches",
    "label": "Branches",
    "help": "Each with a name and filters; a record goes down the first whose filters it meets.",
    "isRequired": true
   },
   {
    "name": "defaultBranchName",
    "kind": "name",
    "label": "Name of the default branch",
    "help": "Where records go that meet the filters of no branch.",
    "isRequired": false
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": true,
  "doneBy": "server"
 },
 "0-63863438": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "listId",
    "kind": "list",
    "label": "List",
    "help": "A list that is kept by hand.",
    "isRequired": true
   },
   {
    "name": "targetObject",
    "kind": "record",
    "label": "Record",
    "help": "The enrolled record.",
    "isRequired": true
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "server"
 },
 "0-61139476": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "label",
    "kind": "association",
    "label": "Label",
    "help": "The label to take off.",
    "isRequired": true
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "server"
 },
 "0-11": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "user_ids",
    "kind": "users",
    "label": "Users",
    "help": "They take turns.",
    "isRequired": false
   },
   {
    "name": "team_ids",
    "kind": "teams",
    "label": "Teams",
    "help": "Their members take turns, too.",
    "isRequired": false
   },
   {
    "name": "target_property",
    "kind": "property",
    "label": "Property for the owner",
    "help": "The property that gets the owner.",
    "isRequired": false,
    "default": "hubspot_owner_id"
   },
   {
    "name": "overwrite_current_owner",
    "kind": "flag",
    "label": "Also where there is an owner",
    "help": "Otherwise a record with an owner keeps it.",
    "isRequired": false,
    "default": "false",
    "choices": [
     "true",
     "false"
    ]
   }
  ],
  "outputs": [
   {
    "key": "hubspot_owner_id",
    "says": "The id of the record's owner."
   },
   {
    "key": "user_id",
    "says": "The id of the owner's user, where the record got one."
   }
  ],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "server"
 },
 "0-4": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "content_id",
    "kind": "email",
    "label": "Email",
    "help": "A published marketing email.",
    "isRequired": true
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "outside"
 },
 "0-23": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "email_content_id",
    "kind": "email",
    "label": "Email",
    "help": "A published marketing email.",
    "isRequired": true
   },
   {
    "name": "recipient_emails",
    "kind": "addresses",
    "label": "Addresses",
    "help": "Who gets it, whatever the record.",
    "isRequired": true
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "outside"
 },
 "0-8": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "user_ids",
    "kind": "users",
    "label": "Users",
    "help": "People of your team.",
    "isRequired": false
   },
   {
    "name": "team_ids",
    "kind": "teams",
    "label": "Teams",
    "help": "All their members.",
    "isRequired": false
   },
   {
    "name": "owner_properties",
    "kind": "ownerProperties",
    "label": "Owners of the record",
    "help": "Properties of the record that name an owner.",
    "isRequired": false
   },
   {
    "name": "subject",
    "kind": "text",
    "label": "Subject",
    "help": "Tokens are filled in.",
    "isRequired": true
   },
   {
    "name": "body",
    "kind": "html",
    "label": "Body",
    "help": "Tokens are filled in.",
    "isRequired": false
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "outside"
 },
 "0-31": {
  "versions": [
   13
  ],
  "members": [
   {
    "name": "targetContact",
    "kind": "record",
    "label": "Contact",
    "help": "The enrolled contact.",
    "isRequired": true
   },
   {
    "name": "marketableType",
    "kind": "choice",
    "label": "Status",
    "help": "Only marketing contacts get marketing emails.",
    "isRequired": true,
    "choices": [
     "MARKETABLE",
     "NON_MARKETABLE"
    ]
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "server"
 },
 "0-9": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "user_ids",
    "kind": "users",
    "label": "Users",
    "help": "People of your team.",
    "isRequired": false
   },
   {
    "name": "team_ids",
    "kind": "teams",
    "label": "Teams",
    "help": "All their members.",
    "isRequired": false
   },
   {
    "name": "owner_properties",
    "kind": "ownerProperties",
    "label": "Owners of the record",
    "help": "Properties of the record that name an owner.",
    "isRequired": false
   },
   {
    "name": "delivery_method",
    "kind": "choice",
    "label": "Way",
    "help": "Where it appears.",
    "isRequired": false,
    "choices": [
     "APP"
    ]
   },
   {
    "name": "subject",
    "kind": "text",
    "label": "Subject",
    "help": "Tokens are filled in.",
    "isRequired": true
   },
   {
    "name": "body",
    "kind": "text",
    "label": "Text",
    "help": "Tokens are filled in.",
    "isRequired": false
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "server"
 },
 "0-5": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "property_name",
    "kind": "property",
    "label": "Property",
    "help": "The property to set.",
    "isRequired": true,
    "of": [
     "association",
     "targetObject"
    ]
   },
   {
    "name": "value",
    "kind": "value",
    "label": "Value",
    "help": "Fixed, of another property, or what an earlier action gave; an empty text clears the property.",
    "isRequired": true,
    "of": [
     "property_name"
    ]
   },
   {
    "name": "association",
    "kind": "association",
    "label": "Of associated records",
    "help": "Empty: of the enrolled record. Otherwise of every record associated with it so.",
    "isRequired": false
   },
   {
    "name": "targetObject",
    "kind": "text",
    "label": "Of one record",
    "help": "A token that names the record that a data source finds.",
    "isRequired": false
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "server"
 },
 "0-43347357": {
  "versions": [
   7
  ],
  "members": [
   {
    "name": "targetContact",
    "kind": "record",
    "label": "Contact",
    "help": "The enrolled contact.",
    "isRequired": true
   },
   {
    "name": "channel",
    "kind": "choice",
    "label": "Channel",
    "help": "What the subscription is for.",
    "isRequired": false,
    "default": "EMAIL",
    "choices": [
     "EMAIL"
    ]
   },
   {
    "name": "optState",
    "kind": "choice",
    "label": "Status",
    "help": "What becomes of the subscription.",
    "isRequired": true,
    "choices": [
     "OPT_IN",
     "OPT_OUT"
    ]
   },
   {
    "name": "subscriptionId",
    "kind": "subscription",
    "label": "Subscription type",
    "help": "The kind of email.",
    "isRequired": true
   },
   {
    "name": "legalBasis",
    "kind": "choice",
    "label": "Legal basis",
    "help": "Why the contact may be mailed.",
    "isRequired": false,
    "choices": [
     "CONSENT_WITH_NOTICE",
     "LEGITIMATE_INTEREST_CLIENT",
     "LEGITIMATE_INTEREST_OTHER",
     "LEGITIMATE_INTEREST_PQL",
     "NON_GDPR",
     "PERFORMANCE_OF_CONTRACT",
     "PROCESS_AND_STORE"
    ],
    "goesWith": {
     "member": "fields.optState",
     "values": [
      "OPT_IN"
     ]
    }
   },
   {
    "name": "legalBasisExplanation",
    "kind": "text",
    "label": "Explanation of the legal basis",
    "help": "In a sentence, for your records.",
    "isRequired": false,
    "goesWith": {
     "member": "fields.optState",
     "values": [
      "OPT_IN"
     ]
    }
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "server"
 },
 "STATIC_BRANCH": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "inputValue",
    "kind": "value",
    "label": "Value",
    "help": "A property of the record, or what an earlier action gave.",
    "isRequired": true
   },
   {
    "name": "staticBranches",
    "kind": "valueBranches",
    "label": "Branches",
    "help": "One for each value that is to go its own way.",
    "isRequired": true,
    "of": [
     "inputValue"
    ]
   },
   {
    "name": "defaultBranchName",
    "kind": "name",
    "label": "Name of the default branch",
    "help": "Where records go whose value has no branch.",
    "isRequired": false
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": true,
  "doneBy": "server"
 },
 "WEBHOOK": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "method",
    "kind": "choice",
    "label": "Method",
    "help": "POST, PUT, PATCH and DELETE send the record.",
    "isRequired": true,
    "choices": [
     "POST",
     "GET",
     "PUT",
     "PATCH",
     "DELETE",
     "HEAD",
     "OPTIONS",
     "TRACE"
    ]
   },
   {
    "name": "webhookUrl",
    "kind": "url",
    "label": "URL",
    "help": "Begins with https://; tokens may stand behind the host.",
    "isRequired": true
   },
   {
    "name": "queryParams",
    "kind": "inputs",
    "label": "Query parameters",
    "help": "Added to the URL, each with a value.",
    "isRequired": false
   },
   {
    "name": "authSettings",
    "kind": "authentication",
    "label": "Authentication",
    "help": "A secret in a header or the query, or a signature of an app.",
    "isRequired": false
   }
  ],
  "outputs": [
   {
    "key": "hs_status_code",
    "says": "The status of the answer, such as `200`"
   }
  ],
  "givesAnyOutput": true,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "outside"
 },
 "0-46510720": {
  "versions": [
   6
  ],
  "members": [
   {
    "name": "sequenceId",
    "kind": "text",
    "label": "Sequence",
    "help": "Its id, where sequences are run.",
    "isRequired": true
   },
   {
    "name": "senderType",
    "kind": "choice",
    "label": "Sender",
    "help": "In whose name the mails are sent.",
    "isRequired": true,
    "choices": [
     "SPECIFIC_USER",
     "CONTACT_OWNER"
    ]
   },
   {
    "name": "userId",
    "kind": "text",
    "label": "Sending user",
    "help": "The id of the user.",
    "isRequired": false,
    "goesWith": {
     "member": "fields.senderType",
     "values": [
      "SPECIFIC_USER"
     ]
    }
   },
   {
    "name": "contactOwnerProperty",
    "kind": "property",
    "label": "Owner who sends",
    "help": "The property of the contact that names the owner.",
    "isRequired": false,
    "goesWith": {
     "member": "fields.senderType",
     "values": [
      "CONTACT_OWNER"
     ]
    }
   },
   {
    "name": "shouldUseContactTimeZone",
    "kind": "flag",
    "label": "In the time zone of the contact",
    "help": "Otherwise in that of the sender.",
    "isRequired": false,
    "default": "false",
    "choices": [
     "true",
     "false"
    ]
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "person"
 },
 "0-40900952": {
  "versions": [
   0
  ],
  "members": [],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "person"
 },
 "0-199186210": {
  "versions": [
   0
  ],
  "members": [],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "person"
 },
 "0-25085031": {
  "versions": [
   0
  ],
  "members": [],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "person"
 },
 "0-230189361": {
  "versions": [
   0
  ],
  "members": [],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "person"
 },
 "0-4702372": {
  "versions": [
   0
  ],
  "members": [],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "person"
 },
 "0-61139484": {
  "versions": [
   0
  ],
  "members": [
   {
    "name": "currentLabel",
    "kind": "association",
    "label": "Label",
    "help": "The label that goes.",
    "isRequired": true
   },
   {
    "name": "newLabel",
    "kind": "association",
    "label": "New label",
    "help": "The label that takes its place; for the same type of record.",
    "isRequired": true
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "server"
 }
};
