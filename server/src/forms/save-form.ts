import { changedEntry, definitionEntry, noteAudit } from '../audit/index.ts';
import type { Store, Unit } from '../history/index.ts';
import { type Caller, invalid } from '../platform/index.ts';
import { completeFields } from './complete-fields.ts';
import { definitionOf, type FormBody, type FormDefinition, type FormPatch, merged } from './definition.ts';
import { formIdTaken, noSuchForm } from './errors.ts';
import type { WrittenField } from './field.ts';
import type { Form } from './form.ts';
import { insertForm, lockForm, updateForm } from './queries/forms.ts';
import { readDependents } from './read-dependents.ts';

/** Makes a form; 409 when its id is chosen and taken. */
export function createForm(store: Store, caller: Caller, body: FormBody): Promise<Form> {
  return store.write(caller.accountId, async (unit) => {
    const id = body.id?.toLowerCase();
    const form = await insertForm(unit, id, await checked(unit, definitionOf(body)));
    if (!form) throw formIdTaken(id ?? '');
    await noteAudit(unit, caller, definitionEntry('FORM', 'CREATED', nameOf(form)));
    return form;
  });
}

/** Replaces all of a form that clients write; what the body leaves out has its default again. */
export function replaceForm(store: Store, caller: Caller, id: string, body: FormBody): Promise<Form> {
  return change(store, caller, id, 'live', async (unit, form) => ({
    ...form,
    definition: await checked(unit, definitionOf(body)),
  }));
}

/** Changes what the body names; `archived: false` brings a form back from the archive. */
export function patchForm(store: Store, caller: Caller, id: string, body: FormPatch): Promise<Form> {
  return change(store, caller, id, body.archived === false ? 'any' : 'live', async (unit, form) => ({
    ...form,
    definition: await patchedDefinition(unit, form, body),
    archivedAt: body.archived ? unit.account.now : null,
  }));
}

/** Fields that are not named are not looked at again: a property may have gone since, and a form still be renamed. */
async function patchedDefinition(unit: Unit, form: Form, body: FormPatch): Promise<FormDefinition> {
  const definition = merged(form.definition, body);
  const same = body.fieldGroups === undefined && body.configuration === undefined;
  return same ? { ...definition, fieldGroups: form.definition.fieldGroups } : checked(unit, definition);
}

export function archiveForm(store: Store, caller: Caller, id: string): Promise<Form> {
  return change(store, caller, id, 'live', async (unit, form) => ({
    ...form,
    archivedAt: unit.account.now,
  }));
}

function change(
  store: Store,
  caller: Caller,
  id: string,
  which: 'live' | 'any',
  work: (unit: Unit, form: Form) => Promise<Form>,
): Promise<Form> {
  return store.write(caller.accountId, async (unit) => {
    const form = await lockForm(unit, id);
    if (!form || (which === 'live' && form.archivedAt !== null)) throw noSuchForm(id);
    const changed = { ...(await work(unit, form)), updatedAt: unit.account.now };
    await updateForm(unit, changed);
    await noteAudit(unit, caller, ...entriesOf(form, changed));
    return changed;
  });
}

function entriesOf(before: Form, after: Form) {
  const named = nameOf(after);
  if (before.archivedAt === null && after.archivedAt !== null)
    return [definitionEntry('FORM', 'DELETED', named)];
  const restored =
    before.archivedAt !== null && after.archivedAt === null
      ? [definitionEntry('FORM', 'RESTORED', named)]
      : [];
  return [...restored, ...changedEntry('FORM', named, before.definition, after.definition)];
}

function nameOf({ id, definition: { name } }: Form) {
  return { id, name };
}

async function checked(unit: Unit, written: FormDefinition<WrittenField>): Promise<FormDefinition> {
  const read = readDependents(written);
  if (!read.ok) throw invalid(read.problems);
  const completed = completeFields(read.value, unit.schema);
  if (!completed.ok) throw invalid(completed.problems);
  return completed.value;
}
