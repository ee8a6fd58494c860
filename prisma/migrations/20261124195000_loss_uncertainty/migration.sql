-- How well the loss of an array-day is known.
ALTER TABLE "verdict" ADD COLUMN "lossUncertaintyKwh" DOUBLE PRECISION;
