-- How many arrays a plant has and a fingerprint of where they stand, kept where arrays come and go: nearly every answer
-- tells the one, every overview is checked by the other, and neither is worth reading the whole registry for.
ALTER TABLE "plant"
  ADD COLUMN "arrayCount" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "layoutVersion" TEXT NOT NULL DEFAULT 'empty';

CREATE FUNCTION "describe_layout"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "plant" SET ("arrayCount", "layoutVersion") = (
    SELECT count(*), coalesce(
      md5(string_agg("deviceId" || ' ' || "row" || ' ' || "column", ',' ORDER BY "row", "column")), 'empty')
    FROM "array" WHERE "plantId" = "plant"."id")
  WHERE "id" IN (SELECT "plantId" FROM "changed");
  RETURN NULL;
END $$;

CREATE TRIGGER "layout_grows" AFTER INSERT ON "array"
  REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "describe_layout"();
CREATE TRIGGER "layout_shrinks" AFTER DELETE ON "array"
  REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "describe_layout"();
-- An array that changes its plant changes two.
CREATE TRIGGER "layout_moves_from" AFTER UPDATE ON "array"
  REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "describe_layout"();
CREATE TRIGGER "layout_moves_to" AFTER UPDATE ON "array"
  REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "describe_layout"();

UPDATE "plant" SET ("arrayCount", "layoutVersion") = (
  SELECT count(*), coalesce(
    md5(string_agg("deviceId" || ' ' || "row" || ' ' || "column", ',' ORDER BY "row", "column")), 'empty')
  FROM "array" WHERE "plantId" = "plant"."id");
