'use client';

import { Button, type ButtonProps } from '@mantine/core';
import { type ComponentProps, lazy, Suspense } from 'react';
import { useMay } from '#components/actor/actor-provider.tsx';
import type { Action } from '#domain/actions.ts';

// Who may do everything on a page needs no code that says why not.
const RefusedButton = lazy(() =>
  import('#components/actor/refused-button.tsx').then((module) => ({ default: module.RefusedButton })),
);

type GuardedButtonProps = ButtonProps & Omit<ComponentProps<'button'>, keyof ButtonProps> & { action: Action };

/** A button for those who may do `action`; for others it says why not. */
export function GuardedButton({ action, onClick, onPointerEnter, ...button }: GuardedButtonProps) {
  const { may, reason } = useMay(action);
  if (may) return <Button {...button} onClick={onClick} onPointerEnter={onPointerEnter} />;
  return (
    <Suspense fallback={<Button {...button} type="button" data-disabled aria-disabled="true" />}>
      <RefusedButton {...button} reason={reason} />
    </Suspense>
  );
}
