"""What identity does with its own events."""

from vetsync.identity.login.events import ResetRequested
from vetsync.identity.login.letters import write_reset_letter
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant, system_actor


async def answer_reset_request(gate: Gate, tenant: Tenant, event: ResetRequested) -> None:
    """Makes the token, if the address has an account; a repetition makes none."""
    async with gate.core_work("auth", system_actor(event.topic)) as work:
        await write_reset_letter(work, event.token_id, bytes.fromhex(event.account))
