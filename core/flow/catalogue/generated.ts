/** Made by `npm run generate` of the types in core/flow/actions/types; not written by hand. */
import type { ActionEntry } from './entry.ts';

export const CATALOGUE: readonly ActionEntry[] = [
 {
  "id": "AB_TEST_BRANCH",
  "node": "AB_TEST_BRANCH",
  "versions": [
   0
  ],
  "name": "Random split",
  "summary": "Splits records at random, evenly or by percentages.",
  "group": "BRANCHES",
  "icon": "dices",
  "isOffered": true,
  "members": [
   {
    "name": "testBranches",
    "path": "testBranches",
    "kind": "percentages",
    "label": "Branches",
    "help": "The share of each branch in per cent; without shares, all get as much.",
    "isRequired": true
   }
  ],
  "branches": {
   "member": "testBranches",
   "hasDefault": false
  },
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": true,
  "doneBy": "server"
 },
 {
  "id": "0-63809083",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Add to list",
  "summary": "Puts the record into a list that is kept by hand.",
  "group": "LISTS",
  "icon": "list-plus",
  "isOffered": true,
  "members": [
   {
    "name": "listId",
    "path": "fields.listId",
    "kind": "list",
    "label": "List",
    "help": "A list that is kept by hand.",
    "isRequired": true
   },
   {
    "name": "targetObject",
    "path": "fields.targetObject",
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
 {
  "id": "0-13",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Add to or remove from list (old)",
  "summary": "Puts the record into a list that is kept by hand, or takes it out.",
  "group": "LISTS",
  "icon": "list-plus",
  "isOffered": false,
  "members": [
   {
    "name": "operation",
    "path": "fields.operation",
    "kind": "choice",
    "label": "Operation",
    "help": "What happens to the record.",
    "isRequired": true,
    "choices": [
     "ADD",
     "REMOVE"
    ],
    "options": [
     {
      "value": "ADD",
      "label": "Add to the list"
     },
     {
      "value": "REMOVE",
      "label": "Remove from the list"
     }
    ]
   },
   {
    "name": "list_id",
    "path": "fields.list_id",
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
 {
  "id": "0-73444249",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Apply association label",
  "summary": "Adds a label to associations of the record.",
  "group": "CRM",
  "icon": "tag",
  "isOffered": true,
  "members": [
   {
    "name": "label",
    "path": "fields.label",
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
 {
  "id": "0-63189541",
  "node": "SINGLE_CONNECTION",
  "versions": [
   6
  ],
  "name": "Create associations",
  "summary": "Associates records whose properties have the same value.",
  "group": "CRM",
  "icon": "link",
  "isOffered": true,
  "members": [
   {
    "name": "fromObjectType",
    "path": "fields.fromObjectType",
    "kind": "objectType",
    "label": "Object type",
    "help": "The type of the enrolled record.",
    "isRequired": true
   },
   {
    "name": "toObjectType",
    "path": "fields.toObjectType",
    "kind": "objectType",
    "label": "Other object type",
    "help": "The type of the records to associate.",
    "isRequired": true
   },
   {
    "name": "matchBy",
    "path": "fields.matchBy",
    "kind": "choice",
    "label": "Match by",
    "help": "How the records are found.",
    "isRequired": false,
    "default": "fromAndToObjects",
    "choices": [
     "fromAndToObjects"
    ],
    "options": [
     {
      "value": "fromAndToObjects",
      "label": "Equal property values"
     }
    ]
   },
   {
    "name": "enrolledObjectPropertyNameToMatch",
    "path": "fields.enrolledObjectPropertyNameToMatch",
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
    "path": "fields.associatedObjectPropertyNameToMatch",
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
    "path": "fields.createAssociationOnly",
    "kind": "flag",
    "label": "Create associations only",
    "help": "Otherwise, associations with records that match no longer are taken away.",
    "isRequired": false,
    "default": "false",
    "choices": [
     "true",
     "false"
    ],
    "options": [
     {
      "value": "true",
      "label": "Yes"
     },
     {
      "value": "false",
      "label": "No"
     }
    ]
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "server"
 },
 {
  "id": "0-25",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Copy property",
  "summary": "Copies a property of an associated record, or another of its own.",
  "group": "CRM",
  "icon": "copy",
  "isOffered": true,
  "members": [
   {
    "name": "source_property",
    "path": "fields.source_property",
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
    "path": "fields.target_property",
    "kind": "property",
    "label": "Property to set",
    "help": "A property of the enrolled record, which gets the value.",
    "isRequired": true
   },
   {
    "name": "target_object",
    "path": "fields.target_object",
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
 {
  "id": "0-169425243",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0,
   1
  ],
  "name": "Create note",
  "summary": "Writes a note about the record.",
  "group": "CRM",
  "icon": "sticky-note",
  "isOffered": true,
  "members": [
   {
    "name": "note_body",
    "path": "fields.note_body",
    "kind": "html",
    "label": "Text",
    "help": "What the note says; tokens are filled in.",
    "isRequired": true
   },
   {
    "name": "pin_note",
    "path": "fields.pin_note",
    "kind": "flag",
    "label": "Pin to the enrolled record",
    "help": "The note stands above all others of the record.",
    "isRequired": false,
    "default": "false",
    "choices": [
     "true",
     "false"
    ],
    "options": [
     {
      "value": "true",
      "label": "Yes"
     },
     {
      "value": "false",
      "label": "No"
     }
    ]
   },
   {
    "name": "associations",
    "path": "fields.associations",
    "kind": "associations",
    "label": "Associated with",
    "help": "Records that the note is about, beside the enrolled one.",
    "isRequired": false
   },
   {
    "name": "use_explicit_associations",
    "path": "fields.use_explicit_associations",
    "kind": "flag",
    "label": "Only these associations",
    "help": "The note is not associated with the enrolled record, unless it is named.",
    "isRequired": false,
    "default": "false",
    "choices": [
     "true",
     "false"
    ],
    "options": [
     {
      "value": "true",
      "label": "Yes"
     },
     {
      "value": "false",
      "label": "No"
     }
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
 {
  "id": "0-14",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Create record",
  "summary": "Makes a new record and associates it with this one.",
  "group": "CRM",
  "icon": "file-plus",
  "isOffered": true,
  "members": [
   {
    "name": "object_type_id",
    "path": "fields.object_type_id",
    "kind": "objectType",
    "label": "Object type",
    "help": "The type of the new record.",
    "isRequired": true
   },
   {
    "name": "properties",
    "path": "fields.properties",
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
    "path": "fields.associations",
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
    "path": "fields.use_explicit_associations",
    "kind": "flag",
    "label": "Only these associations",
    "help": "The new record is not associated with the enrolled one, unless it is named.",
    "isRequired": false,
    "default": "false",
    "choices": [
     "true",
     "false"
    ],
    "options": [
     {
      "value": "true",
      "label": "Yes"
     },
     {
      "value": "false",
      "label": "No"
     }
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
 {
  "id": "0-3",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Create task",
  "summary": "Makes a task for somebody.",
  "group": "CRM",
  "icon": "square-check-big",
  "isOffered": true,
  "members": [
   {
    "name": "task_type",
    "path": "fields.task_type",
    "kind": "choice",
    "label": "Type",
    "help": "What is to be done.",
    "isRequired": false,
    "default": "TODO",
    "choices": [
     "TODO",
     "CALL",
     "EMAIL"
    ],
    "options": [
     {
      "value": "TODO",
      "label": "To-do"
     },
     {
      "value": "CALL",
      "label": "Call"
     },
     {
      "value": "EMAIL",
      "label": "Email"
     }
    ]
   },
   {
    "name": "subject",
    "path": "fields.subject",
    "kind": "text",
    "label": "Title",
    "help": "What the task is called; tokens are filled in.",
    "isRequired": true
   },
   {
    "name": "body",
    "path": "fields.body",
    "kind": "html",
    "label": "Notes",
    "help": "What whoever does it should know.",
    "isRequired": false
   },
   {
    "name": "priority",
    "path": "fields.priority",
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
    ],
    "options": [
     {
      "value": "NONE",
      "label": "None"
     },
     {
      "value": "LOW",
      "label": "Low"
     },
     {
      "value": "MEDIUM",
      "label": "Medium"
     },
     {
      "value": "HIGH",
      "label": "High"
     }
    ]
   },
   {
    "name": "due_time",
    "path": "fields.due_time",
    "kind": "timeDelay",
    "label": "Due",
    "help": "How long after the task is made; empty: at once.",
    "isRequired": false
   },
   {
    "name": "owner_assignment",
    "path": "fields.owner_assignment",
    "kind": "ownerAssignment",
    "label": "Assigned to",
    "help": "An owner, or the property of the record that names one.",
    "isRequired": false
   },
   {
    "name": "associations",
    "path": "fields.associations",
    "kind": "associations",
    "label": "Associated with",
    "help": "Records that the task is about, beside the enrolled one.",
    "isRequired": false
   },
   {
    "name": "use_explicit_associations",
    "path": "fields.use_explicit_associations",
    "kind": "flag",
    "label": "Only these associations",
    "help": "The task is not associated with the enrolled record, unless it is named.",
    "isRequired": false,
    "default": "false",
    "choices": [
     "true",
     "false"
    ],
    "options": [
     {
      "value": "true",
      "label": "Yes"
     },
     {
      "value": "false",
      "label": "No"
     }
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
 {
  "id": "CUSTOM_CODE",
  "node": "CUSTOM_CODE",
  "versions": [
   0
  ],
  "name": "Custom code",
  "summary": "Runs your own JavaScript or Python.",
  "group": "OTHER",
  "icon": "code",
  "isOffered": true,
  "members": [
   {
    "name": "runtime",
    "path": "runtime",
    "kind": "choice",
    "label": "Language",
    "help": "Python needs an interpreter on the server.",
    "isRequired": true,
    "choices": [
     "NODE20X",
     "PYTHON39"
    ],
    "options": [
     {
      "value": "NODE20X",
      "label": "NODE20X"
     },
     {
      "value": "PYTHON39",
      "label": "PYTHON39"
     }
    ]
   },
   {
    "name": "sourceCode",
    "path": "sourceCode",
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
    "path": "inputFields",
    "kind": "inputs",
    "label": "Inputs",
    "help": "Values that the code finds in `event.inputFields`.",
    "isRequired": false
   },
   {
    "name": "outputFields",
    "path": "outputFields",
    "kind": "codeOutputs",
    "label": "Outputs",
    "help": "What the code answers with, for later actions.",
    "isRequired": false
   },
   {
    "name": "secretNames",
    "path": "secretNames",
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
 {
  "id": "0-1",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Delay for a set amount of time, until a day or a time of day",
  "summary": "Waits for a set time, a day of the week or a time of day.",
  "group": "DELAYS",
  "icon": "clock",
  "isOffered": true,
  "members": [
   {
    "name": "delta",
    "path": "fields.delta",
    "kind": "wholeNumber",
    "label": "How long",
    "help": "A number; empty: only until the day or the time of day.",
    "isRequired": false
   },
   {
    "name": "time_unit",
    "path": "fields.time_unit",
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
    "options": [
     {
      "value": "MINUTES",
      "label": "Minutes"
     },
     {
      "value": "HOURS",
      "label": "Hours"
     },
     {
      "value": "DAYS",
      "label": "Days"
     },
     {
      "value": "WEEKS",
      "label": "Weeks"
     }
    ],
    "goesWith": {
     "member": "fields.delta"
    }
   },
   {
    "name": "business_days_only",
    "path": "fields.business_days_only",
    "kind": "flag",
    "label": "Business days only",
    "help": "Weekends and the holidays of the account do not count.",
    "isRequired": false,
    "default": "false",
    "choices": [
     "true",
     "false"
    ],
    "options": [
     {
      "value": "true",
      "label": "Yes"
     },
     {
      "value": "false",
      "label": "No"
     }
    ]
   },
   {
    "name": "days_of_week",
    "path": "fields.days_of_week",
    "kind": "daysOfWeek",
    "label": "Until one of these days",
    "help": "Afterwards it waits on for the next of these.",
    "isRequired": false
   },
   {
    "name": "time_of_day",
    "path": "fields.time_of_day",
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
 {
  "id": "0-35",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Delay until a date",
  "summary": "Waits until a date, or until so long before or after it.",
  "group": "DELAYS",
  "icon": "calendar-clock",
  "isOffered": true,
  "members": [
   {
    "name": "date",
    "path": "fields.date",
    "kind": "value",
    "label": "Date",
    "help": "A date property of the record, or a fixed date.",
    "isRequired": true
   },
   {
    "name": "delta",
    "path": "fields.delta",
    "kind": "wholeNumber",
    "label": "Before or after",
    "help": "How long after the date; a negative number is before it.",
    "isRequired": false,
    "default": 0
   },
   {
    "name": "time_unit",
    "path": "fields.time_unit",
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
    "options": [
     {
      "value": "MINUTES",
      "label": "Minutes"
     },
     {
      "value": "HOURS",
      "label": "Hours"
     },
     {
      "value": "DAYS",
      "label": "Days"
     },
     {
      "value": "WEEKS",
      "label": "Weeks"
     }
    ],
    "goesWith": {
     "member": "fields.delta"
    }
   },
   {
    "name": "time_of_day",
    "path": "fields.time_of_day",
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
 {
  "id": "0-29",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Delay until an event",
  "summary": "Waits until something happens, or until a time has passed.",
  "group": "DELAYS",
  "icon": "hourglass",
  "isOffered": true,
  "members": [
   {
    "name": "event_filter_branches",
    "path": "fields.event_filter_branches",
    "kind": "events",
    "label": "Events",
    "help": "Any of these ends the wait.",
    "isRequired": false
   },
   {
    "name": "expiration_minutes",
    "path": "fields.expiration_minutes",
    "kind": "wholeNumber",
    "label": "Give up after so many minutes",
    "help": "In minutes; empty: for as long as it takes.",
    "isRequired": false
   },
   {
    "name": "action_id",
    "path": "fields.action_id",
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
 {
  "id": "0-28",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Delay until a day or time",
  "summary": "Waits for a time, then on to a day and a time of day.",
  "group": "DELAYS",
  "icon": "alarm-clock",
  "isOffered": true,
  "members": [
   {
    "name": "delay",
    "path": "fields.delay",
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
 {
  "id": "0-18224765",
  "node": "SINGLE_CONNECTION",
  "versions": [
   42
  ],
  "name": "Delete record",
  "summary": "Deletes the record.",
  "group": "CRM",
  "icon": "trash-2",
  "isOffered": true,
  "members": [],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "server"
 },
 {
  "id": "0-15",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Enroll in another workflow",
  "summary": "Enrolls the record in another workflow.",
  "group": "WORKFLOW",
  "icon": "workflow",
  "isOffered": true,
  "members": [
   {
    "name": "flow_id",
    "path": "fields.flow_id",
    "kind": "flow",
    "label": "Flow",
    "help": "A workflow over the same type of record.",
    "isRequired": false
   },
   {
    "name": "workflow_id",
    "path": "fields.workflow_id",
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
 {
  "id": "0-33",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Format data",
  "summary": "Computes a text or number from tokens and filters.",
  "group": "CRM",
  "icon": "square-function",
  "isOffered": true,
  "members": [
   {
    "name": "template",
    "path": "fields.template",
    "kind": "text",
    "label": "Formula",
    "help": "Text with tokens and filters; its result is an output.",
    "isRequired": true
   },
   {
    "name": "locale",
    "path": "fields.locale",
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
 {
  "id": "0-225935194",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Validate and format phone number",
  "summary": "Checks a phone number and writes it in one form.",
  "group": "CRM",
  "icon": "phone",
  "isOffered": true,
  "members": [
   {
    "name": "phone_property",
    "path": "fields.phone_property",
    "kind": "propertyOfOther",
    "label": "Property with the number",
    "help": "The number as somebody has written it.",
    "isRequired": true
   },
   {
    "name": "country_property",
    "path": "fields.country_property",
    "kind": "propertyOfOther",
    "label": "Property with the country",
    "help": "For numbers without a country code.",
    "isRequired": false
   },
   {
    "name": "default_country",
    "path": "fields.default_country",
    "kind": "text",
    "label": "Default country",
    "help": "Where the record has none: CH or Switzerland.",
    "isRequired": false
   },
   {
    "name": "target_property",
    "path": "fields.target_property",
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
 {
  "id": "LIST_BRANCH",
  "node": "LIST_BRANCH",
  "versions": [
   0
  ],
  "name": "Branch on filters",
  "summary": "Sends each record down the first branch whose filters it meets.",
  "group": "BRANCHES",
  "icon": "split",
  "isOffered": true,
  "members": [
   {
    "name": "listBranches",
    "path": "listBranches",
    "kind": "filterBranches",
    "label": "Branches",
    "help": "Each with a name and filters; a record goes down the first whose filters it meets.",
    "isRequired": true
   },
   {
    "name": "defaultBranchName",
    "path": "defaultBranchName",
    "kind": "name",
    "label": "Name of the default branch",
    "help": "Where records go that meet the filters of no branch.",
    "isRequired": false
   }
  ],
  "branches": {
   "member": "listBranches",
   "hasDefault": true
  },
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": true,
  "doneBy": "server"
 },
 {
  "id": "0-63863438",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Remove from list",
  "summary": "Takes the record out of a list that is kept by hand.",
  "group": "LISTS",
  "icon": "list-minus",
  "isOffered": true,
  "members": [
   {
    "name": "listId",
    "path": "fields.listId",
    "kind": "list",
    "label": "List",
    "help": "A list that is kept by hand.",
    "isRequired": true
   },
   {
    "name": "targetObject",
    "path": "fields.targetObject",
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
 {
  "id": "0-61139476",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Remove association label",
  "summary": "Takes a label off associations of the record.",
  "group": "CRM",
  "icon": "tag",
  "isOffered": true,
  "members": [
   {
    "name": "label",
    "path": "fields.label",
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
 {
  "id": "0-11",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Rotate record to owner",
  "summary": "Gives the record to the next of several people, in turns.",
  "group": "CRM",
  "icon": "refresh-cw",
  "isOffered": true,
  "members": [
   {
    "name": "user_ids",
    "path": "fields.user_ids",
    "kind": "users",
    "label": "Users",
    "help": "They take turns.",
    "isRequired": false
   },
   {
    "name": "team_ids",
    "path": "fields.team_ids",
    "kind": "teams",
    "label": "Teams",
    "help": "Their members take turns, too.",
    "isRequired": false
   },
   {
    "name": "target_property",
    "path": "fields.target_property",
    "kind": "property",
    "label": "Property for the owner",
    "help": "The property that gets the owner.",
    "isRequired": false,
    "default": "hubspot_owner_id"
   },
   {
    "name": "overwrite_current_owner",
    "path": "fields.overwrite_current_owner",
    "kind": "flag",
    "label": "Also where there is an owner",
    "help": "Otherwise a record with an owner keeps it.",
    "isRequired": false,
    "default": "false",
    "choices": [
     "true",
     "false"
    ],
    "options": [
     {
      "value": "true",
      "label": "Yes"
     },
     {
      "value": "false",
      "label": "No"
     }
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
 {
  "id": "0-4",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Send email",
  "summary": "Sends a marketing email to the contact.",
  "group": "COMMUNICATION",
  "icon": "mail",
  "isOffered": true,
  "objectTypeIds": [
   "0-1"
  ],
  "members": [
   {
    "name": "content_id",
    "path": "fields.content_id",
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
 {
  "id": "0-23",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Send email to fixed addresses",
  "summary": "Sends a marketing email to fixed addresses.",
  "group": "COMMUNICATION",
  "icon": "at-sign",
  "isOffered": true,
  "members": [
   {
    "name": "email_content_id",
    "path": "fields.email_content_id",
    "kind": "email",
    "label": "Email",
    "help": "A published marketing email.",
    "isRequired": true
   },
   {
    "name": "recipient_emails",
    "path": "fields.recipient_emails",
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
 {
  "id": "0-8",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Send internal email",
  "summary": "Sends an email to people of your team.",
  "group": "COMMUNICATION",
  "icon": "mails",
  "isOffered": true,
  "members": [
   {
    "name": "user_ids",
    "path": "fields.user_ids",
    "kind": "users",
    "label": "Users",
    "help": "People of your team.",
    "isRequired": false
   },
   {
    "name": "team_ids",
    "path": "fields.team_ids",
    "kind": "teams",
    "label": "Teams",
    "help": "All their members.",
    "isRequired": false
   },
   {
    "name": "owner_properties",
    "path": "fields.owner_properties",
    "kind": "ownerProperties",
    "label": "Owners of the record",
    "help": "Properties of the record that name an owner.",
    "isRequired": false
   },
   {
    "name": "subject",
    "path": "fields.subject",
    "kind": "text",
    "label": "Subject",
    "help": "Tokens are filled in.",
    "isRequired": true
   },
   {
    "name": "body",
    "path": "fields.body",
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
 {
  "id": "0-31",
  "node": "SINGLE_CONNECTION",
  "versions": [
   13
  ],
  "name": "Set marketing contact status",
  "summary": "Says whether the contact is a marketing contact.",
  "group": "COMMUNICATION",
  "icon": "megaphone",
  "isOffered": true,
  "objectTypeIds": [
   "0-1"
  ],
  "members": [
   {
    "name": "targetContact",
    "path": "fields.targetContact",
    "kind": "record",
    "label": "Contact",
    "help": "The enrolled contact.",
    "isRequired": true
   },
   {
    "name": "marketableType",
    "path": "fields.marketableType",
    "kind": "choice",
    "label": "Status",
    "help": "Only marketing contacts get marketing emails.",
    "isRequired": true,
    "choices": [
     "MARKETABLE",
     "NON_MARKETABLE"
    ],
    "options": [
     {
      "value": "MARKETABLE",
      "label": "Marketing contact"
     },
     {
      "value": "NON_MARKETABLE",
      "label": "Non-marketing contact"
     }
    ]
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "server"
 },
 {
  "id": "0-9",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Send in-app notification",
  "summary": "Notifies people of your team in the app.",
  "group": "COMMUNICATION",
  "icon": "bell",
  "isOffered": true,
  "members": [
   {
    "name": "user_ids",
    "path": "fields.user_ids",
    "kind": "users",
    "label": "Users",
    "help": "People of your team.",
    "isRequired": false
   },
   {
    "name": "team_ids",
    "path": "fields.team_ids",
    "kind": "teams",
    "label": "Teams",
    "help": "All their members.",
    "isRequired": false
   },
   {
    "name": "owner_properties",
    "path": "fields.owner_properties",
    "kind": "ownerProperties",
    "label": "Owners of the record",
    "help": "Properties of the record that name an owner.",
    "isRequired": false
   },
   {
    "name": "delivery_method",
    "path": "fields.delivery_method",
    "kind": "choice",
    "label": "Way",
    "help": "Where it appears.",
    "isRequired": false,
    "choices": [
     "APP"
    ],
    "options": [
     {
      "value": "APP",
      "label": "In the app"
     }
    ]
   },
   {
    "name": "subject",
    "path": "fields.subject",
    "kind": "text",
    "label": "Subject",
    "help": "Tokens are filled in.",
    "isRequired": true
   },
   {
    "name": "body",
    "path": "fields.body",
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
 {
  "id": "0-5",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Set property",
  "summary": "Sets, changes or clears a property.",
  "group": "CRM",
  "icon": "pencil",
  "isOffered": true,
  "members": [
   {
    "name": "property_name",
    "path": "fields.property_name",
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
    "path": "fields.value",
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
    "path": "fields.association",
    "kind": "association",
    "label": "Of associated records",
    "help": "Empty: of the enrolled record. Otherwise of every record associated with it so.",
    "isRequired": false
   },
   {
    "name": "targetObject",
    "path": "fields.targetObject",
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
 {
  "id": "0-43347357",
  "node": "SINGLE_CONNECTION",
  "versions": [
   7
  ],
  "name": "Set communication subscription",
  "summary": "Subscribes the contact to a kind of email, or unsubscribes it.",
  "group": "COMMUNICATION",
  "icon": "mail-check",
  "isOffered": true,
  "objectTypeIds": [
   "0-1"
  ],
  "members": [
   {
    "name": "targetContact",
    "path": "fields.targetContact",
    "kind": "record",
    "label": "Contact",
    "help": "The enrolled contact.",
    "isRequired": true
   },
   {
    "name": "channel",
    "path": "fields.channel",
    "kind": "choice",
    "label": "Channel",
    "help": "What the subscription is for.",
    "isRequired": false,
    "default": "EMAIL",
    "choices": [
     "EMAIL"
    ],
    "options": [
     {
      "value": "EMAIL",
      "label": "Email"
     }
    ]
   },
   {
    "name": "optState",
    "path": "fields.optState",
    "kind": "choice",
    "label": "Status",
    "help": "What becomes of the subscription.",
    "isRequired": true,
    "choices": [
     "OPT_IN",
     "OPT_OUT"
    ],
    "options": [
     {
      "value": "OPT_IN",
      "label": "Subscribe"
     },
     {
      "value": "OPT_OUT",
      "label": "Unsubscribe"
     }
    ]
   },
   {
    "name": "subscriptionId",
    "path": "fields.subscriptionId",
    "kind": "subscription",
    "label": "Subscription type",
    "help": "The kind of email.",
    "isRequired": true
   },
   {
    "name": "legalBasis",
    "path": "fields.legalBasis",
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
    "options": [
     {
      "value": "CONSENT_WITH_NOTICE",
      "label": "Freely given consent"
     },
     {
      "value": "LEGITIMATE_INTEREST_CLIENT",
      "label": "Legitimate interest: existing customer"
     },
     {
      "value": "LEGITIMATE_INTEREST_OTHER",
      "label": "Legitimate interest: other"
     },
     {
      "value": "LEGITIMATE_INTEREST_PQL",
      "label": "Legitimate interest: prospect or lead"
     },
     {
      "value": "NON_GDPR",
      "label": "None needed: GDPR does not apply"
     },
     {
      "value": "PERFORMANCE_OF_CONTRACT",
      "label": "Performance of a contract"
     },
     {
      "value": "PROCESS_AND_STORE",
      "label": "Consent to process and store"
     }
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
    "path": "fields.legalBasisExplanation",
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
 {
  "id": "STATIC_BRANCH",
  "node": "STATIC_BRANCH",
  "versions": [
   0
  ],
  "name": "Branch on a value",
  "summary": "Sends each record down the branch whose value it has.",
  "group": "BRANCHES",
  "icon": "split",
  "isOffered": true,
  "members": [
   {
    "name": "inputValue",
    "path": "inputValue",
    "kind": "value",
    "label": "Value",
    "help": "A property of the record, or what an earlier action gave.",
    "isRequired": true
   },
   {
    "name": "staticBranches",
    "path": "staticBranches",
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
    "path": "defaultBranchName",
    "kind": "name",
    "label": "Name of the default branch",
    "help": "Where records go whose value has no branch.",
    "isRequired": false
   }
  ],
  "branches": {
   "member": "staticBranches",
   "hasDefault": true
  },
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": true,
  "doneBy": "server"
 },
 {
  "id": "WEBHOOK",
  "node": "WEBHOOK",
  "versions": [
   0
  ],
  "name": "Send a webhook",
  "summary": "Calls a URL, and keeps what it answers.",
  "group": "OTHER",
  "icon": "webhook",
  "isOffered": true,
  "members": [
   {
    "name": "method",
    "path": "method",
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
    ],
    "options": [
     {
      "value": "POST",
      "label": "POST"
     },
     {
      "value": "GET",
      "label": "GET"
     },
     {
      "value": "PUT",
      "label": "PUT"
     },
     {
      "value": "PATCH",
      "label": "PATCH"
     },
     {
      "value": "DELETE",
      "label": "DELETE"
     },
     {
      "value": "HEAD",
      "label": "HEAD"
     },
     {
      "value": "OPTIONS",
      "label": "OPTIONS"
     },
     {
      "value": "TRACE",
      "label": "TRACE"
     }
    ]
   },
   {
    "name": "webhookUrl",
    "path": "webhookUrl",
    "kind": "url",
    "label": "URL",
    "help": "Begins with https://; tokens may stand behind the host.",
    "isRequired": true
   },
   {
    "name": "queryParams",
    "path": "queryParams",
    "kind": "inputs",
    "label": "Query parameters",
    "help": "Added to the URL, each with a value.",
    "isRequired": false
   },
   {
    "name": "authSettings",
    "path": "authSettings",
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
 {
  "id": "0-46510720",
  "node": "SINGLE_CONNECTION",
  "versions": [
   6
  ],
  "name": "Enroll in sequence",
  "summary": "Asks a person or a gateway to enroll the contact in a sequence of sales mails.",
  "group": "COMMUNICATION",
  "icon": "send",
  "isOffered": true,
  "members": [
   {
    "name": "sequenceId",
    "path": "fields.sequenceId",
    "kind": "text",
    "label": "Sequence",
    "help": "Its id, where sequences are run.",
    "isRequired": true
   },
   {
    "name": "senderType",
    "path": "fields.senderType",
    "kind": "choice",
    "label": "Sender",
    "help": "In whose name the mails are sent.",
    "isRequired": true,
    "choices": [
     "SPECIFIC_USER",
     "CONTACT_OWNER"
    ],
    "options": [
     {
      "value": "SPECIFIC_USER",
      "label": "A specific user"
     },
     {
      "value": "CONTACT_OWNER",
      "label": "The contact's owner"
     }
    ]
   },
   {
    "name": "userId",
    "path": "fields.userId",
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
    "path": "fields.contactOwnerProperty",
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
    "path": "fields.shouldUseContactTimeZone",
    "kind": "flag",
    "label": "In the time zone of the contact",
    "help": "Otherwise in that of the sender.",
    "isRequired": false,
    "default": "false",
    "choices": [
     "true",
     "false"
    ],
    "options": [
     {
      "value": "true",
      "label": "Yes"
     },
     {
      "value": "false",
      "label": "No"
     }
    ]
   }
  ],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "person"
 },
 {
  "id": "0-40900952",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Send SMS",
  "summary": "Asks a person or a gateway to send a text message to the contact.",
  "group": "COMMUNICATION",
  "icon": "message-square",
  "isOffered": true,
  "members": [],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "person"
 },
 {
  "id": "0-199186210",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Send survey",
  "summary": "Asks a person or a gateway to send a survey to the contact.",
  "group": "COMMUNICATION",
  "icon": "clipboard-list",
  "isOffered": true,
  "members": [],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "person"
 },
 {
  "id": "0-25085031",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Send WhatsApp message",
  "summary": "Asks a person or a gateway to send a WhatsApp message to the contact.",
  "group": "COMMUNICATION",
  "icon": "message-circle",
  "isOffered": true,
  "members": [],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "person"
 },
 {
  "id": "0-230189361",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Send WhatsApp message (newer)",
  "summary": "Asks a person or a gateway to send a WhatsApp message to the contact.",
  "group": "COMMUNICATION",
  "icon": "message-circle",
  "isOffered": true,
  "members": [],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "person"
 },
 {
  "id": "0-4702372",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Unenroll from sequence",
  "summary": "Asks a person or a gateway to take the contact out of its sequence of sales mails.",
  "group": "COMMUNICATION",
  "icon": "log-out",
  "isOffered": true,
  "members": [],
  "outputs": [],
  "givesAnyOutput": false,
  "waits": false,
  "isFlowControl": false,
  "doneBy": "person"
 },
 {
  "id": "0-61139484",
  "node": "SINGLE_CONNECTION",
  "versions": [
   0
  ],
  "name": "Update association label",
  "summary": "Puts one association label in the place of another.",
  "group": "CRM",
  "icon": "tags",
  "isOffered": true,
  "members": [
   {
    "name": "currentLabel",
    "path": "fields.currentLabel",
    "kind": "association",
    "label": "Label",
    "help": "The label that goes.",
    "isRequired": true
   },
   {
    "name": "newLabel",
    "path": "fields.newLabel",
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
];
