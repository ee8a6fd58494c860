'use client';

import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { ComponentProps } from 'react';

type RefusedButtonProps = ButtonProps & Omit<ComponentProps<'button'>, keyof ButtonProps> & { reason: string | null };

/** A button that its user may not press: it says why not, to the pointer, the keyboard and the screen reader. */
export function RefusedButton({ reason, ...button }: RefusedButtonProps) {
  return (
    <Tooltip label={reason} position="bottom" events={{ hover: true, focus: true, touch: true }} withArrow>
      <Button {...button} type="button" data-disabled aria-disabled="true" />
    </Tooltip>
  );
}
