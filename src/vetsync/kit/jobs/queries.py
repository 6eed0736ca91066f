"""Reading the jobs' tables for the system admin, under the platform role."""

from vetsync.kit.db.work import View
from vetsync.kit.http.paging import decode_cursor, page_of
from vetsync.kit.jobs.schemas import JobCount, JobRow, JobsPage

# The one place that names another schema: the library's tables are not on the path of any role of ours.
JOBS = """
select job.id, job.queue_name as queue, job.task_name as task, job.status::text as state, job.attempts,
       job.scheduled_at,
       (select max(event.at) from jobs.procrastinate_events event where event.job_id = job.id) as changed_at,
       job.args ->> 'tenant_id' as tenant_id
from jobs.procrastinate_jobs job
where ($1::text is null or job.status::text = $1) and ($2::bigint is null or job.id < $2)
order by job.id desc limit $3
"""
COUNTS = """
select status::text as state, count(*) as count from jobs.procrastinate_jobs group by status order by status limit 10
"""


async def jobs(view: View, state: str | None, cursor: str | None, limit: int) -> JobsPage:
    """A page of jobs and how many there are of each state. Asks for `platform.read`."""
    view.require("platform.read")
    before = decode_cursor(cursor, tuple[int])[0] if cursor else None
    page = page_of(await view.rows(JobRow, JOBS, state, before, limit + 1), limit, "id")
    counts = await view.rows(JobCount, COUNTS)
    return JobsPage(items=page.items, counts=counts, next_cursor=page.next_cursor)
