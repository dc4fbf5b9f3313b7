import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ArrowLeft, Plus } from 'lucide-react';
import { useState } from 'react';
import { call, type FlowInput, queryClient } from '../../api/index.ts';
import { Button, Dialog, TextField } from '../../kit/index.ts';
import { TEMPLATES } from '../templates/list.ts';
import type { Template } from '../templates/shape.ts';
import { AskField } from './ask-field.tsx';
import { BLANK } from './blank.ts';
import styles from './new-flow-dialog.module.css';
import { TemplateList } from './template-list.tsx';

interface NewFlowDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** First what to begin with, then its name and what it needs to know; the flow is made turned off, and opened. */
export function NewFlowDialog({ isOpen, onClose }: NewFlowDialogProps) {
  const [template, setTemplate] = useState<Template>();
  const close = () => {
    setTemplate(undefined);
    onClose();
  };
  if (!isOpen) return null;
  if (template) return <Fill template={template} onBack={() => setTemplate(undefined)} onClose={close} />;
  return (
    <Dialog title="New flow" size="large" isOpen onClose={close}>
      <TemplateList templates={[BLANK, ...TEMPLATES]} onChoose={setTemplate} />
    </Dialog>
  );
}

interface FillProps {
  readonly template: Template;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

function Fill({ template, onBack, onClose }: FillProps) {
  const [name, setName] = useState(template === BLANK ? '' : template.name);
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const create = useCreate(onClose);
  const missing = template.asks.find(({ key }) => chosen[key] === undefined);
  const make = () => create.mutate({ ...template.body(chosen), name: name.trim() || template.name });
  return (
    <Dialog
      title={template.name}
      isOpen
      failure={create.error}
      onClose={onClose}
      actions={
        <>
          <Button icon={ArrowLeft} kind="quiet" onPress={onBack}>
            Back
          </Button>
          <Button
            kind="primary"
            icon={Plus}
            onPress={make}
            isPending={create.isPending}
            reason={missing && `Choose first: ${missing.label}`}
          >
            Create flow
          </Button>
        </>
      }
    >
      <p className={styles['lead']}>{template.lead}</p>
      <TextField label="Name" value={name} onChange={setName} placeholder={template.name} />
      {template.asks.map((ask) => (
        <AskField
          key={ask.key}
          ask={ask}
          value={chosen[ask.key]}
          onChange={(value) => setChosen((old) => ({ ...old, [ask.key]: value }))}
        />
      ))}
    </Dialog>
  );
}

function useCreate(onDone: () => void) {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: FlowInput) => call('POST /automation/v4/flows', { body }),
    onSuccess: async ({ id }) => {
      onDone();
      await queryClient.invalidateQueries();
      await navigate({ to: '/flows/$flowId', params: { flowId: id } });
    },
  });
}
