-- The role that console, worker and commands work as: it reads and writes rows, and makes or changes no table. Of the audit
-- log it may read and add to rows, nothing else. The owner of the tables runs this after every migration; it may be run
-- again and again. In production, once: create role heliograph_app login password '...'; then DATABASE_URL of the
-- application names heliograph_app, and the owner's address is used for migrations alone.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'heliograph_app') THEN CREATE ROLE heliograph_app LOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;

GRANT USAGE ON SCHEMA public TO heliograph_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO heliograph_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO heliograph_app;
REVOKE ALL ON "audit_entry" FROM heliograph_app;
GRANT SELECT, INSERT ON "audit_entry" TO heliograph_app;
REVOKE INSERT, UPDATE, DELETE ON "_prisma_migrations" FROM heliograph_app;

-- The queue's own tables, which pg-boss keeps in a schema of its own.
GRANT USAGE ON SCHEMA pgboss TO heliograph_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO heliograph_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA pgboss TO heliograph_app;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO heliograph_app;
