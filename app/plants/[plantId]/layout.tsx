import type { ReactNode } from 'react';
import { ActorProvider } from '#components/actor/actor-provider.tsx';
import { actorOf } from '#server/http/actor-of.ts';
import { pagePrincipal } from '#server/http/require-page.ts';

/** Within a plant's pages people may do what their role there lets them. */
export default async function PlantLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ plantId: string }>;
}) {
  const principal = await pagePrincipal();
  return <ActorProvider actor={principal && actorOf(principal, (await params).plantId)}>{children}</ActorProvider>;
}
