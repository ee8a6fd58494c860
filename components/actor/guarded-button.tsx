'use client';

import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { ComponentProps } from 'react';
import { useMay } from '#components/actor/actor-provider.tsx';
import type { Action } from '#server/auth/actions.ts';

type GuardedButtonProps = ButtonProps & Omit<ComponentProps<'button'>, keyof ButtonProps> & { action: Action };

/** A button for those who may do `action`; for others it says why not, to the pointer, the keyboard and the screen reader. */
export function GuardedButton({ action, onClick, onPointerEnter, ...button }: GuardedButtonProps) {
  const { may, reason } = useMay(action);
  if (may) return <Button {...button} onClick={onClick} onPointerEnter={onPointerEnter} />;
  return (
    <Tooltip label={reason} position="bottom" events={{ hover: true, focus: true, touch: true }} withArrow>
      <Button {...button} type="button" data-disabled aria-disabled="true" />
    </Tooltip>
  );
}
