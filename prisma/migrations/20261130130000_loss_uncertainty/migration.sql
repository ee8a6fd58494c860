-- How sure the loss of a fault is: it ranks below the others where a healthy array may show as much.
ALTER TABLE "case_day" ADD COLUMN "lossUncertaintyKwh" DOUBLE PRECISION;
ALTER TABLE "fault_case" ADD COLUMN "lossUncertaintyKwh" DOUBLE PRECISION;
UPDATE "case_day" d SET "lossUncertaintyKwh" = v."lossUncertaintyKwh"
  FROM "fault_case" c, "verdict" v
  WHERE c.id = d."caseId" AND v."runId" = d."runId" AND v."deviceId" = c."deviceId";
UPDATE "fault_case" c SET "lossUncertaintyKwh" = (
  SELECT CASE WHEN count(d."lossUncertaintyKwh") = count(d."lossKwh") THEN sum(d."lossUncertaintyKwh") END
  FROM "case_day" d WHERE d."caseId" = c.id AND d."lossKwh" IS NOT NULL);
