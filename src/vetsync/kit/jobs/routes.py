"""The system admin's page of background work."""

from typing import Annotated, Any, Literal

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Work
from vetsync.kit.http.paging import LIMIT_DEFAULT, Limit
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.kit.jobs import queries
from vetsync.kit.jobs.queue import Jobs
from vetsync.kit.jobs.schemas import JobsPage

JobState = Literal["todo", "doing", "succeeded", "failed", "cancelled", "aborted"]


@get("/platform/jobs", opt={"permission": "platform.read"}, operation_id="listJobs", tags=["platform"])
async def list_jobs(
    gate: NamedDependency[Gate],
    principal: NamedDependency[Principal],
    in_state: Annotated[JobState | None, QueryParameter(name="state")] = None,
    cursor: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = LIMIT_DEFAULT,
) -> JobsPage:
    async with gate.core_view("platform", principal.actor) as view:
        return await queries.jobs(view, in_state, cursor, limit)


@post(
    "/platform/jobs/{job_id:int}/retry",
    opt={"permission": "platform.manage"},
    operation_id="retryJob",
    status_code=204,
    tags=["platform"],
)
async def retry_job(
    request: Request[Any, Any, Any],
    gate: NamedDependency[Gate],
    principal: NamedDependency[Principal],
    jobs: NamedDependency[Jobs],
    job_id: FromPath[int],
) -> Response[None]:
    async def command(work: Work) -> None:
        work.require("platform.manage")
        await jobs.retry(job_id)
        work.audit("job.retry", "job", None, after={"job": job_id})

    return await perform(request, lambda: gate.core_work("platform", principal.actor), command)


ROUTES = [list_jobs, retry_job]
