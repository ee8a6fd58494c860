-- Two that add arrays to one plant at once: the second waits for the first before it counts, since a statement counts
-- what was there when it began.
CREATE OR REPLACE FUNCTION "describe_layout"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "plant" WHERE "id" IN (SELECT "plantId" FROM "changed") ORDER BY "id" FOR NO KEY UPDATE;
  UPDATE "plant" SET ("arrayCount", "layoutVersion") = (
    SELECT count(*), coalesce(
      md5(string_agg("deviceId" || ' ' || "row" || ' ' || "column", ',' ORDER BY "row", "column")), 'empty')
    FROM "array" WHERE "plantId" = "plant"."id")
  WHERE "id" IN (SELECT "plantId" FROM "changed");
  RETURN NULL;
END $$;
