"""What a running node consists of; routes, handlers and jobs are given these and make none of them."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from vetsync import __version__
from vetsync.app.keys import KeyRing
from vetsync.audit.anchor import AnchorBook
from vetsync.identity.access.guard import AccessGuard
from vetsync.identity.access.presence import Presences
from vetsync.identity.login.desk import Desk
from vetsync.kit.config import Config
from vetsync.kit.crypto.key_file import FileKeyProvider
from vetsync.kit.db.gate import Gate, Pool
from vetsync.kit.db.server import Database
from vetsync.kit.events.relay import Relay
from vetsync.kit.jobs.queue import Jobs
from vetsync.kit.realtime.admission import Admit
from vetsync.kit.realtime.hub import Hub
from vetsync.kit.storage import SealedFiles, Storage
from vetsync.messaging.letters.folder import LetterFolder
from vetsync.search.finder.around import Around
from vetsync.tenancy.provisioning.service import Provisioner
from vetsync.tenancy.structure.cache import TenantCache


@dataclass(frozen=True)
class Parts:
    """Made once per process, in `app/program.py`. `files` are those of the shared schema."""

    config: Config
    database: Database
    pool: Pool
    gate: Gate
    keys: FileKeyProvider
    anchors: AnchorBook
    storage: Storage
    files: SealedFiles
    letter_folder: LetterFolder
    tenants: TenantCache
    presences: Presences
    around: Around
    guard: AccessGuard
    desk: Desk
    hub: Hub
    admit: Admit
    jobs: Jobs
    provisioner: Provisioner
    relay: Relay
    key_ring: KeyRing
    version: str = __version__


OpenParts = Callable[[], AbstractAsyncContextManager[Parts]]
