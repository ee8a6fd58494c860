-- What somebody wrote about an array on a day. It belongs to the day, not to a run: a re-run keeps it.
CREATE TABLE "note" (
  "id" BIGSERIAL NOT NULL,
  "deviceId" VARCHAR(10) NOT NULL,
  "day" DATE NOT NULL,
  "text" TEXT NOT NULL,
  "by" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "note_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "note_text_length" CHECK (char_length("text") BETWEEN 1 AND 1000)
);
CREATE INDEX "note_deviceId_day_idx" ON "note" ("deviceId", "day");
ALTER TABLE "note" ADD CONSTRAINT "note_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "array"("deviceId")
  ON DELETE RESTRICT ON UPDATE CASCADE;
