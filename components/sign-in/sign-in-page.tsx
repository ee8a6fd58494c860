import { DoorCard } from '#components/sign-in/door-card.tsx';
import { SignInButton } from '#components/sign-in/sign-in-button.tsx';
import { Notice } from '#components/ui/notice.tsx';

interface SignInPageProps {
  callbackUrl: string;
  /** Host name of the provider; null when sign-in is not set up. */
  providerHost: string | null;
  /** The provider is the one that `npm start` brings. */
  development: boolean;
  signedOut: boolean;
  failed: boolean;
}

export function SignInPage({ callbackUrl, providerHost, development, signedOut, failed }: SignInPageProps) {
  if (providerHost === null) {
    return (
      <DoorCard title="Sign-in is not set up">
        The console knows no identity provider. Its log names the settings that are missing.
      </DoorCard>
    );
  }
  const where = development
    ? 'You choose one of the development accounts, without a password.'
    : `You sign in at ${providerHost} and come back here.`;
  return (
    <DoorCard title="Sign in to Heliograph" action={<SignInButton callbackUrl={callbackUrl} />} foot={where}>
      {failed ? (
        <Notice tone="bad" title="The sign-in did not succeed">
          It took too long, was begun in another tab, or the provider gave no good answer. Try again.
        </Notice>
      ) : signedOut ? (
        <Notice tone="good" title="You are signed out" />
      ) : (
        <p>Electrical faults of your solar plant, array by array, every day.</p>
      )}
    </DoorCard>
  );
}
