import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { Empty, useTitle } from '../kit/index.ts';

/** There is no such page. */
export function Missing() {
  useTitle('No such page');
  return (
    <Empty icon={Compass} action={<Link to="/flows">Go to the flows</Link>}>
      There is no page at this address.
    </Empty>
  );
}
