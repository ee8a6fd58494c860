import { Button } from '@mantine/core';
import { contactWords, DoorCard } from '#components/sign-in/door-card.tsx';

interface RefusedPageProps {
  because: 'group' | 'disabled';
  contact: string | null;
  /** Where another account can be chosen. */
  otherAccountUrl: string;
}

/** For somebody whom the provider knows and the console does not let in: why, and whom to ask. */
export function RefusedPage({ because, contact, otherAccountUrl }: RefusedPageProps) {
  const action = (
    <Button component="a" href={otherAccountUrl} variant="default" size="md" fullWidth>
      Use another account
    </Button>
  );
  if (because === 'disabled') {
    return (
      <DoorCard title="Your account is disabled" action={action}>
        <p>An administrator has disabled it here. Your sign-in itself was fine.</p>
        <p>
          To get in again, ask <b>{contactWords(contact)}</b>.
        </p>
      </DoorCard>
    );
  }
  return (
    <DoorCard title="You have no access yet" action={action}>
      <p>Your sign-in was fine, but your account is in none of the groups that may use Heliograph.</p>
      <p>
        For access, ask <b>{contactWords(contact)}</b> to put you into one of its groups.
      </p>
    </DoorCard>
  );
}
