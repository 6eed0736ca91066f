"""Reading the jobs' tables for the system admin, under the platform role."""

from vetsync.kit.db.work import View
from vetsync.kit.http.paging import decode_cursor, page_of
from vetsync.kit.jobs.schemas import JobCount, JobRow, JobsPage

# The one place that names another schema: the library's tables are not on the path of any role of ours.
# What the clock asks for is asked for again: the last round that went well makes up for those before it.
JOBS = """
with round as (
  select task_name, max(id) as last_id from jobs.procrastinate_jobs
  where queue_name = 'schedule' and status = 'succeeded' group by task_name)
select job.id, job.queue_name as queue, job.task_name as task, job.status::text as state, job.attempts,
       job.scheduled_at,
       (select max(event.at) from jobs.procrastinate_events event where event.job_id = job.id) as changed_at,
       job.args ->> 'tenant_id' as tenant_id,
       job.queue_name = 'schedule' and coalesce(round.last_id > job.id, false) as is_made_up_for
from jobs.procrastinate_jobs job left join round on round.task_name = job.task_name
where ($1::text is null or job.status::text = $1) and ($2::bigint is null or job.id < $2)
order by job.id desc limit $3
"""
COUNTS = """
select status::text as state, count(*) as count from jobs.procrastinate_jobs group by status order by status limit 10
"""
STUCK = """
with round as (
  select task_name, max(id) as last_id from jobs.procrastinate_jobs
  where queue_name = 'schedule' and status = 'succeeded' group by task_name)
select count(*) from jobs.procrastinate_jobs job left join round on round.task_name = job.task_name
where job.status = 'failed' and not (job.queue_name = 'schedule' and coalesce(round.last_id > job.id, false))
"""


async def jobs(view: View, state: str | None, cursor: str | None, limit: int) -> JobsPage:
    """A page of jobs and how many there are of each state. Asks for `platform.read`."""
    view.require("platform.read")
    before = decode_cursor(cursor, tuple[int])[0] if cursor else None
    page = page_of(await view.rows(JobRow, JOBS, state, before, limit + 1), limit, "id")
    counts = await view.rows(JobCount, COUNTS)
    stuck = int(await view.value(STUCK))
    return JobsPage(items=page.items, counts=counts, stuck=stuck, next_cursor=page.next_cursor)
