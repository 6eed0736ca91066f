"""Merging clients and patients over HTTP: likely duplicates, the preview, the merge and its undoing."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from vetsync.kit.db.gate import Gate
from vetsync.kit.http.answers import answers
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.patients.merging import queries, service
from vetsync.patients.merging.schemas import (
    Kind,
    LikelyList,
    MergeDone,
    MergeList,
    MergePreview,
    MergeWish,
    Pair,
    PairSaid,
    Unmerged,
    UnmergePreview,
)
from vetsync.patients.permissions import PATIENTS_MERGE, PATIENTS_READ

TAGS = ["patients"]
READ = {"permission": PATIENTS_READ}
MERGE = {"permission": PATIENTS_MERGE}


@get("/staff/{slug:str}/duplicates", opt=MERGE, operation_id="listDuplicates", tags=TAGS)
async def list_duplicates(
    slug: FromPath[str],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> LikelyList:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.likely_duplicates(view)


@post(
    "/staff/{slug:str}/duplicates/dismiss",
    opt=MERGE,
    operation_id="dismissDuplicate",
    tags=TAGS,
    status_code=200,
    responses=answers(PairSaid),
)
async def dismiss_duplicate(
    slug: FromPath[str],
    data: JSONBody[Pair],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.say_not_same(work, data),
    )


@post(
    "/staff/{slug:str}/duplicates/restore",
    opt=MERGE,
    operation_id="restoreDuplicate",
    tags=TAGS,
    status_code=200,
    responses=answers(PairSaid),
)
async def restore_duplicate(
    slug: FromPath[str],
    data: JSONBody[Pair],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.take_back_not_same(work, data),
    )


@get("/staff/{slug:str}/merges/preview", opt=MERGE, operation_id="previewMerge", tags=TAGS)
async def preview_merge(
    slug: FromPath[str],
    kind: FromQuery[Kind],
    kept_id: FromQuery[UUID],
    dropped_id: FromQuery[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> MergePreview:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.merge_preview(view, kind, kept_id, dropped_id)


@get("/staff/{slug:str}/merges", opt=READ, operation_id="listMerges", tags=TAGS)
async def list_merges(
    slug: FromPath[str],
    client_id: FromQuery[UUID],
    patient_id: FromQuery[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> MergeList:
    """What was merged into this client and this patient and can still be taken apart."""
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.merges_of(view, [client_id, patient_id])


@post(
    "/staff/{slug:str}/merges",
    opt=MERGE,
    operation_id="merge",
    tags=TAGS,
    responses=answers(MergeDone, 201),
)
async def merge(
    slug: FromPath[str],
    data: JSONBody[MergeWish],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.merge(work, data),
        status=201,
    )


@get("/staff/{slug:str}/merges/{merge_id:uuid}/undo", opt=MERGE, operation_id="previewUnmerge", tags=TAGS)
async def preview_unmerge(
    slug: FromPath[str],
    merge_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> UnmergePreview:
    """What undoing would do: it is done and taken back, so it says no less and no more."""
    async with gate.work(principal.practice, principal.actor) as work:
        return await service.preview_unmerge(work, merge_id)


@post(
    "/staff/{slug:str}/merges/{merge_id:uuid}/undo",
    opt=MERGE,
    operation_id="unmerge",
    tags=TAGS,
    status_code=200,
    responses=answers(Unmerged),
)
async def unmerge(
    slug: FromPath[str],
    merge_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.unmerge(work, merge_id),
    )


ROUTES = [
    list_duplicates,
    dismiss_duplicate,
    restore_duplicate,
    preview_merge,
    list_merges,
    merge,
    preview_unmerge,
    unmerge,
]
