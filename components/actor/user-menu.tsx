'use client';

import { lazy, Suspense, useState } from 'react';
import { useActor } from '#components/actor/actor-provider.tsx';
import { UserButton } from '#components/actor/user-button.tsx';

// Few visits open it: the menu's code comes when somebody is about to.
const load = () => import('#components/actor/user-menu-list.tsx');
const UserMenuList = lazy(() => load().then((module) => ({ default: module.UserMenuList })));

/** Who is signed in and as what, the pages beside everyday work, and the way out. */
export function UserMenu() {
  const actor = useActor();
  const [wanted, setWanted] = useState(false);
  if (!actor) return null;
  const button = <UserButton who={actor} aria-haspopup="menu" aria-expanded={false} />;
  if (wanted) {
    return (
      <Suspense fallback={button}>
        <UserMenuList />
      </Suspense>
    );
  }
  const aim = () => void load();
  return (
    <UserButton
      who={actor}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={aim}
      onFocus={aim}
      onClick={() => setWanted(true)}
    />
  );
}
