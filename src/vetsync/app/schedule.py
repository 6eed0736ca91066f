"""What this program does by the clock, beside what every installation does."""

from collections.abc import Awaitable, Callable

from vetsync.audit.anchor import AnchorBook, anchor_heads, verify_chains
from vetsync.audit.handlers import copy_activity
from vetsync.identity.login.service import forget_old
from vetsync.identity.login.throttle import forget_windows
from vetsync.insights.platform.jobs import measure_pulse
from vetsync.kit.db.gate import CORE, Gate
from vetsync.kit.db.work import Tenant, system_actor
from vetsync.kit.events.relay import Relay
from vetsync.kit.jobs.orders import Scheduled
from vetsync.kit.jobs.queue import Jobs
from vetsync.kit.jobs.standing import EACH_MINUTE, EACH_NIGHT, EACH_TEN_MINUTES, everywhere, standing
from vetsync.messaging.letters.post import PostOffice
from vetsync.messaging.letters.service import forget_letters
from vetsync.scheduling.bookings.service import sweep_holds
from vetsync.scheduling.waitlist.service import forget_places
from vetsync.search.finder.service import forget_opened
from vetsync.search.likely.service import forget_faded
from vetsync.tenancy.arrangements.service import forget_arrangements
from vetsync.tenancy.provisioning.service import Provisioner

Tenants = Callable[[], Awaitable[list[Tenant]]]


def schedule(
    jobs: Jobs,
    relay: Relay,
    tenants: Tenants,
    post: PostOffice,
    provisioner: Provisioner,
    anchors: AnchorBook,
    keep_spares: Callable[[], Awaitable[None]],
) -> tuple[Scheduled, ...]:
    """Times are UTC; nothing here is urgent, because every reaction that is has an event."""

    async def go_on_provisioning(_: Gate) -> None:
        await provisioner.go_on()

    async def fill_spares(_: Gate) -> None:
        await keep_spares()

    async def sign_heads(gate: Gate) -> None:
        await anchor_heads(gate, [CORE, *await tenants()], anchors)

    async def check_chains(gate: Gate) -> None:
        await verify_chains(gate, [CORE, *await tenants()], anchors)

    async def catch_up_activity(gate: Gate) -> None:
        async def copy(tenant: Tenant) -> None:
            await copy_activity(gate, tenant)

        await everywhere([CORE, *await tenants()], copy)

    async def forget_log_ins(gate: Gate) -> None:
        async with gate.core_work("system", system_actor("forget_log_ins")) as work:
            await forget_old(work)
            await forget_windows(work)

    return (
        *standing(
            jobs,
            relay,
            tenants,
            each_minute=(sweep_holds,),
            each_night=(forget_letters, forget_opened, forget_faded, forget_arrangements, forget_places),
            each_night_in_core=(forget_letters,),
        ),
        *post.schedule(tenants),
        Scheduled("go_on_provisioning", EACH_MINUTE, go_on_provisioning),
        Scheduled("fill_spares", EACH_TEN_MINUTES, fill_spares),
        Scheduled("sign_audit_heads", EACH_MINUTE, sign_heads),
        Scheduled("catch_up_activity", EACH_MINUTE, catch_up_activity),
        Scheduled("measure_pulse", EACH_MINUTE, measure_pulse),
        Scheduled("check_audit_chains", EACH_NIGHT, check_chains),
        Scheduled("forget_log_ins", EACH_NIGHT, forget_log_ins),
    )
