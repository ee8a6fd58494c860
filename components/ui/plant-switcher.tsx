'use client';

import { Menu, UnstyledButton } from '@mantine/core';
import { usePathname } from 'next/navigation';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { CheckIcon, ChevronRightIcon } from '#components/ui/icons.tsx';
import { plantPrefix } from '#components/ui/plant-path.ts';
import { usePlantId } from '#components/ui/use-plant.ts';
import styles from './plant-switcher.module.css';

export interface PlantName {
  id: string;
  name: string;
  /** The one of the pages that name none. */
  isDefault: boolean;
}

/**
 * Which plant the page is of, and the way to the others. Each is a document of its own, by a plain link: nothing that was read of one
 * plant is left when another is shown.
 */
export function PlantSwitcher({ plants }: { plants: readonly PlantName[] }) {
  const t = useTexts();
  const plantId = usePlantId();
  const ofAll = usePathname() === '/plants';
  const shown = ofAll ? undefined : plants.find(({ id, isDefault }) => (plantId === null ? isDefault : id === plantId));
  return (
    <Menu position="bottom-start" width={260} shadow="md">
      <Menu.Target>
        <UnstyledButton
          className={styles.target}
          aria-label={t('shell.switchPlant', { name: shown?.name ?? t('pages.plants') })}
        >
          <span className={styles.name}>{shown?.name ?? t('pages.plants')}</span>
          <span className={styles.chevron}>
            <ChevronRightIcon size={14} />
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={styles.list}>
        <Menu.Item component="a" href="/plants" aria-current={ofAll}>
          {t('pages.plants')}
        </Menu.Item>
        <Menu.Divider />
        {plants.map(({ id, name }) => (
          <Menu.Item
            key={id}
            component="a"
            href={plantPrefix(id)}
            aria-current={id === shown?.id}
            rightSection={id === shown?.id ? <CheckIcon size={14} /> : null}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
