import type { Database } from '#server/stores/database.ts';

/**
 * Whom a fault may be given to: those who may triage and have signed in, and the names that faults know, in alphabetical order. Walks the index of names from one name to
 * the next: the history may be long, the people in it are few.
 */
export async function listFaultPeople(db: Database, plantId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    with recursive person (name) as (
      (
        select e."actorName" from fault_event e join fault_case c on c.id = e."caseId"
        where c."plantId" = ${plantId} and e."actorName" is not null order by e."actorName" limit 1
      )
      union all
      select (
        select e."actorName" from fault_event e join fault_case c on c.id = e."caseId"
        where c."plantId" = ${plantId} and e."actorName" > p.name order by e."actorName" limit 1
      ) from person p where p.name is not null
    )
    select name from person where name is not null
    union
    select assignee from fault_case where "plantId" = ${plantId} and assignee is not null
    union
    select coalesce(email, name) from user_account where role <> 'viewer' and "disabledAt" is null
    order by 1 limit 200`;
  return rows.map(({ name }) => name);
}
