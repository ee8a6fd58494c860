import { Button } from '@mantine/core';
import { contactWords, DoorCard } from '#components/sign-in/door-card.tsx';

/** In place of a page that takes a larger role. */
export function ForbiddenPage({ name, role, contact }: { name: string; role: string; contact: string | null }) {
  const action = (
    <Button component="a" href="/" size="md" fullWidth>
      To the plant
    </Button>
  );
  return (
    <DoorCard title={`Your role is ${role}`} action={action} foot={`Signed in as ${name}`}>
      <p>This page takes more than that.</p>
      <p>
        If your work needs it, ask <b>{contactWords(contact)}</b>. A new role counts from the next sign-in.
      </p>
    </DoorCard>
  );
}
