-- What a plant has for itself in the place of the installation's settings.
ALTER TABLE "plant" ADD COLUMN "settings" JSONB NOT NULL DEFAULT '{}';
