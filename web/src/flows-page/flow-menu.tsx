import { useNavigate } from '@tanstack/react-router';
import { Copy, Ellipsis, History, SquarePen } from 'lucide-react';
import { IconButton, Menu, toast, toastFailure } from '../kit/index.ts';
import { cloneFlow } from './clone-flow.ts';
import { DEEDS, DeedDialog, useDeed } from './deeds/index.ts';
import { type FlowRow, nameOf } from './rows.ts';

/** What can be done with one flow. */
export function FlowMenu({ flow }: { readonly flow: FlowRow }) {
  const runner = useDeed();
  const navigate = useNavigate();
  const name = nameOf(flow);
  const toFlow = { to: '/flows/$flowId', params: { flowId: flow.id } } as const;
  const clone = async () => {
    try {
      const made = await cloneFlow(flow.id);
      toast({ tone: 'ok', text: `“${name}” cloned; the copy is turned off.` });
      await navigate({ to: '/flows/$flowId', params: { flowId: made } });
    } catch (error) {
      toastFailure(error);
    }
  };
  const open = [
    { id: 'open', name: 'Open', icon: SquarePen, onDo: () => void navigate(toFlow) },
    {
      id: 'revisions',
      name: 'Revisions',
      icon: History,
      onDo: () => void navigate({ ...toFlow, to: '/flows/$flowId/revisions' }),
    },
    { id: 'clone', name: 'Clone', icon: Copy, onDo: () => void clone() },
  ];
  const deeds = DEEDS.filter((deed) => deed.isFor(flow)).map((deed) => ({
    ...deed,
    onDo: () => runner.begin(deed, [flow]),
  }));
  return (
    <>
      <Menu
        label={name}
        groups={[
          flow.deletedAt === undefined ? open : [],
          deeds.filter(({ kind }) => kind === 'plain'),
          deeds.filter(({ kind }) => kind === 'danger'),
        ]}
      >
        <IconButton icon={Ellipsis} label={`Actions of ${name}`} />
      </Menu>
      <DeedDialog runner={runner} />
    </>
  );
}
