-- What is used up of the budgets of requests, for all instances of the console. Unlogged: after a crash of the server
-- everybody's budget is whole again, and nothing of value is lost. Columns as rate-limiter-flexible names them.
CREATE UNLOGGED TABLE "request_budget" (
  "key" VARCHAR(255) NOT NULL,
  "points" INTEGER NOT NULL DEFAULT 0,
  "expire" BIGINT,
  CONSTRAINT "request_budget_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "request_budget_expire_idx" ON "request_budget" ("expire");
-- The audit log is read newest first, by who and by what.
CREATE INDEX "audit_entry_actorId_id_idx" ON "audit_entry" ("actorId", "id");
CREATE INDEX "audit_entry_action_id_idx" ON "audit_entry" ("action" text_pattern_ops, "id");
