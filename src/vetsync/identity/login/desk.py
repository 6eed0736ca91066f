"""The desk where people sign in: each visit is a few short transactions with the slow hashing between them.

No connection is held while a password is computed, and a guess is counted before it is checked.
"""

import hashlib
from base64 import b64encode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar
from uuid import UUID

from vetsync.identity.access import queries as access
from vetsync.identity.access.joining import invited_by_token, join_as_invited, spend_invitation
from vetsync.identity.access.presence import Presences
from vetsync.identity.access.schemas import Invitation
from vetsync.identity.login import letters, queries, rules, service, throttle
from vetsync.identity.login.devices import DeviceMarks
from vetsync.identity.login.errors import AddressNotVerified, PasswordWrong, TooManyGuesses, WrongCredentials
from vetsync.identity.login.passwords import Passwords
from vetsync.identity.login.queries import Candidate
from vetsync.identity.login.schemas import (
    AcceptInvitation,
    ChangePassword,
    LogIn,
    Register,
    ResetPassword,
    Session,
)
from vetsync.identity.login.service import Opened, Refused
from vetsync.identity.login.throttle import Place, Refusal
from vetsync.identity.login.tokens import AccessTokens
from vetsync.identity.users.errors import AddressTaken
from vetsync.identity.users.schemas import NewAccount
from vetsync.identity.users.service import create_account
from vetsync.kit.crypto.normal import normal_email
from vetsync.kit.db.faults import TryAgain
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, Work
from vetsync.kit.http.address import network_of, prefix_of
from vetsync.kit.ids import new_id

REPEATS_MAX = 5

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Caller:
    """What a request says about where it comes from."""

    address: str | None
    user_agent: str
    device_mark: str | None
    request_id: str

    @property
    def prefix_key(self) -> bytes:
        return _key(prefix_of(self.address).encode())

    @property
    def network_key(self) -> bytes | None:
        """Of the larger network around it, where one subscriber may have many prefixes."""
        network = network_of(self.address)
        return _key(network.encode()) if network else None

    def pair_key(self, email_index: bytes) -> bytes:
        """Of this place and that account together."""
        return _key(email_index + self.prefix_key)

    @property
    def stranger(self) -> Actor:
        return Actor(None, "anonymous", frozenset(), self.request_id)

    def known_as(self, user_id: UUID) -> Actor:
        return Actor(user_id, "user", frozenset({"signed_in"}), self.request_id)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a browser takes away: the answer, and what its two cookies hold."""

    session: Session
    refresh_token: str
    device_mark: str | None


@dataclass(frozen=True, slots=True)
class Proof:
    """Somebody knew the password; `places` are the tries to give back."""

    candidate: Candidate
    places: list[Place]


class Desk:
    """One per process."""

    def __init__(
        self,
        gate: Gate,
        passwords: Passwords,
        tokens: AccessTokens,
        devices: DeviceMarks,
        presences: Presences,
        *,
        is_https: bool,
    ):
        self._gate = gate
        self.passwords = passwords
        self.tokens = tokens
        self.presences = presences
        self.is_https = is_https
        self._devices = devices

    async def log_in(self, data: LogIn, caller: Caller) -> SignedIn:
        proof = await self._prove(data.email, data.password, caller)
        known = proof.candidate
        fresh = None
        if known.password_hash and self.passwords.is_outdated(known.password_hash):
            fresh = await self.passwords.hash(data.password)

        async def open_it(work: Work) -> SignedIn | None:
            await throttle.give_back(work, proof.places)
            if not known.is_verified:
                work.audit("login", "user_account", known.id, after={"why": "unverified"}, outcome="refused")
                # Whoever registered the address knows the password, and need not be whoever reads the mailbox.
                if await throttle.reserve(work, self._letter_places(work, data.email, caller)) is None:
                    await letters.send_verification(work, known.id)
                return None
            if fresh:
                await work.execute(REHASH, known.id, known.password_hash, fresh)
            return await self._open(work, known, caller)

        signed_in = await self._commit(caller.known_as(known.id), open_it)
        if signed_in is None:
            raise AddressNotVerified
        return signed_in

    async def refresh(self, token: str, caller: Caller) -> SignedIn:
        mark = self._devices.read(caller.device_mark)

        async def rotate(work: Work) -> SignedIn | Refused:
            turned = await service.rotate(work, token, mark[1] if mark else None)
            if isinstance(turned, Refused):
                return turned
            return await self._signed_in(work, turned, None)

        outcome = await self._commit(caller.stranger, rotate)
        if isinstance(outcome, Refused):
            if outcome.ended:
                self.presences.forget_user(outcome.ended)
            raise outcome.error
        return outcome

    async def log_out(self, token: str | None, session_id: UUID | None, caller: Caller) -> None:
        """By the cookie, by the access token, or both; with neither there is nothing to do. It is the act of whoever
        the session belongs to, also when nothing but the cookie says who that is.
        """
        async with self._gate.core_view("auth", caller.stranger) as view:
            held = await service.sessions_held(view, token, session_id)
        for held_id, user_id in held:
            await self._commit(
                caller.known_as(user_id), partial(service.end_current_session, session_id=held_id)
            )
            self.presences.forget_user(user_id)

    async def register(self, data: Register, caller: Caller) -> None:
        rules.check_password(data.password, normal_email(data.email), data.first_name, data.last_name)
        await self._hold_back_letters(data.email, caller)
        hashed = await self.passwords.hash(data.password)
        await self._commit(caller.stranger, lambda work: letters.register(work, data, hashed))

    async def verify_email(self, token: str, caller: Caller) -> None:
        await self._commit(caller.stranger, lambda work: letters.verify_email(work, token))

    async def forgot(self, email: str, caller: Caller) -> None:
        await self._hold_back_letters(email, caller)
        await self._commit(caller.stranger, lambda work: letters.ask_reset(work, email))

    async def reset(self, data: ResetPassword, caller: Caller) -> None:
        rules.check_password(data.password, "")
        await self._commit(caller.stranger, lambda work: letters.check_reset_token(work, data.token))
        hashed = await self.passwords.hash(data.password)

        async def replace(work: Work) -> UUID:
            user_id, index = await letters.reset_password(work, data.token, hashed)
            await throttle.give_back(work, [(rules.PAIR, caller.pair_key(index)), (rules.ACCOUNT, index)])
            return user_id

        user_id = await self._commit(caller.stranger, replace)
        self.presences.forget_user(user_id)

    async def change_password(
        self, actor: Actor, user_id: UUID, data: ChangePassword, caller: Caller
    ) -> SignedIn:
        """Ends every session, and begins a new one here."""
        async with self._gate.core_view("auth", actor) as view:
            email = await queries.email_of(view, user_id)
        rules.check_password(data.new_password, normal_email(email))
        proof = await self._prove_again(email, data.current_password, caller)
        hashed = await self.passwords.hash(data.new_password)

        async def change(work: Work) -> SignedIn:
            await throttle.give_back(work, proof.places)
            if not await letters.set_password(work, user_id, hashed):
                raise WrongCredentials
            now = await queries.candidate_by_id(work, user_id)
            return await self._open(work, now or proof.candidate, caller)

        signed_in = await self._commit(actor, change)
        self.presences.forget_user(user_id)
        return signed_in

    async def invitation(self, token: str, caller: Caller) -> Invitation:
        async with self._gate.core_view("auth", caller.stranger) as view:
            found = await invited_by_token(view, token)
            known = await queries.candidate_by_index(view, found.email_index)
            locale = await access.locale_of_actor(view)
            return Invitation(
                email=view.cipher.open("invitation", "email", found.id, found.email),
                practice_name=found.tenant_name, practice_slug=found.slug, role_name=found.role.name(locale),
                first_name=found.first_name, last_name=found.last_name, has_account=_has_password(known),
                expires_at=found.expires_at,
            )  # fmt: skip

    async def accept(self, data: AcceptInvitation, caller: Caller) -> SignedIn:
        """Joins the practice, with the account the address has or a new one, and signs in."""
        async with self._gate.core_view("auth", caller.stranger) as view:
            found = await invited_by_token(view, data.token)
            email = view.cipher.open("invitation", "email", found.id, found.email)
            known = await queries.candidate_by_index(view, found.email_index)
        proof = hashed = None
        if _has_password(known):
            proof = await self._prove_again(email, data.password, caller)
        else:
            rules.check_password(data.password, normal_email(email), data.first_name, data.last_name)
            hashed = await self.passwords.hash(data.password)

        user_id = known.id if known else new_id()

        async def join(work: Work) -> SignedIn:
            taken = await spend_invitation(work, data.token, user_id)
            if await queries.candidate_by_index(work, taken.email_index) != known:
                # The account came, went or changed while the password was being looked at.
                raise TryAgain
            if proof is not None:
                await throttle.give_back(work, proof.places)
            else:
                await _prepare_account(work, email, known, user_id, data, hashed or "")
            await join_as_invited(work, taken, user_id)
            candidate = await queries.candidate_by_id(work, user_id)
            if candidate is None:
                raise WrongCredentials
            return await self._open(work, candidate, caller)

        signed_in = await self._commit(caller.stranger, join)
        self.presences.forget_user(signed_in.session.me.id)
        return signed_in

    async def _prove(self, email: str, password: str, caller: Caller) -> Proof:
        """Counts the guess, then checks it; the outcome is in the activity log either way."""

        async def begin(work: Work) -> tuple[Candidate | None, bytes, list[Place], Refusal | None]:
            index = work.cipher.blind("email", normal_email(email))
            known = await queries.candidate_by_index(work, index)
            places = self._places(known, index, caller)
            refusal = await throttle.reserve(work, places)
            if refusal and refusal.is_first:
                after = {
                    "brake": refusal.brake.kind,
                    "account": index.hex()[:16],
                    "from": caller.prefix_key.hex(),
                }
                work.audit(
                    "login.brake", "user_account", known.id if known else None, after=after, outcome="refused"
                )
            return known, index, places, refusal

        known, index, places, refusal = await self._commit(caller.stranger, begin)
        if refusal:
            raise TooManyGuesses(retry_after_seconds=refusal.retry_after_seconds)
        stored = known.password_hash if known and known.state == "active" else None
        is_known_here = places[0][0] is rules.DEVICE
        if await self.passwords.verify(stored, password, first=is_known_here) and known is not None:
            return Proof(known, places)

        async def note(work: Work) -> None:
            after = {"account": index.hex()[:16], "from": caller.prefix_key.hex()}
            work.audit("login", "user_account", known.id if known else None, after=after, outcome="refused")

        await self._commit(caller.stranger, note)
        raise WrongCredentials

    async def _prove_again(self, email: str, password: str, caller: Caller) -> Proof:
        """The same brakes as at the front door; another answer, because 401 would mean the session is over."""
        try:
            return await self._prove(email, password, caller)
        except WrongCredentials:
            raise PasswordWrong(field="password") from None

    def _places(self, known: Candidate | None, index: bytes, caller: Caller) -> list[Place]:
        mark = self._devices.read(caller.device_mark)
        if known is not None and mark is not None and mark[0] == known.id:
            return [(rules.DEVICE, mark[1])]
        places: list[Place] = [(rules.PAIR, caller.pair_key(index)), (rules.PREFIX, caller.prefix_key)]
        if network := caller.network_key:
            places.append((rules.NETWORK, network))
        return [*places, (rules.ACCOUNT, index)]

    async def _hold_back_letters(self, email: str, caller: Caller) -> None:
        """Nobody's mailbox is flooded; counted by address, whether it has an account or not."""

        async def count(work: Work) -> Refusal | None:
            return await throttle.reserve(work, self._letter_places(work, email, caller))

        refusal = await self._commit(caller.stranger, count)
        if refusal:
            raise TooManyGuesses(retry_after_seconds=refusal.retry_after_seconds)

    @staticmethod
    def _letter_places(work: Work, email: str, caller: Caller) -> list[Place]:
        index = work.cipher.blind("email", normal_email(email))
        return [(rules.LETTER, index), (rules.LETTER_PREFIX, caller.prefix_key)]

    async def _open(self, work: Work, known: Candidate, caller: Caller) -> SignedIn:
        mark = self._devices.read(caller.device_mark)
        if mark is not None and mark[0] == known.id and caller.device_mark:
            text, key = caller.device_mark, mark[1]
        else:
            text, key = self._devices.make(known.id)
        opened = await service.open_session(work, known, rules.device_label(caller.user_agent), key)
        return await self._signed_in(work, opened, text)

    async def _signed_in(self, work: Work, opened: Opened, device_mark: str | None) -> SignedIn:
        token, expires_at = self.tokens.issue(opened.user_id, opened.session_id, work.now)
        me = await access.me(work, opened.user_id)
        key = b64encode(work.cipher.private_key("draft", opened.user_id)).decode()
        session = Session(access_token=token, expires_at=expires_at, draft_key=key, me=me)
        return SignedIn(session, opened.refresh_token, device_mark)

    async def _commit(self, actor: Actor, command: Callable[[Work], Awaitable[T]]) -> T:
        """One transaction, again when a rival made it fail without a trace.

        Not through `perform`: what is sent and answered here are secrets, which must not be kept for repetition.
        """
        for attempt in range(REPEATS_MAX + 1):
            try:
                async with self._gate.core_work("auth", actor) as work:
                    return await command(work)
            except (TryAgain, AddressTaken):
                if attempt == REPEATS_MAX:
                    raise
        raise AssertionError("unreachable")


def _key(text: bytes) -> bytes:
    return hashlib.sha256(text).digest()[:16]


REHASH = "update user_account set password_hash = $3 where id = $1 and password_hash = $2"


def _has_password(known: Candidate | None) -> bool:
    """An address that was never verified may have been registered by anybody; its password proves nothing."""
    return known is not None and known.is_verified and known.password_hash is not None


async def _prepare_account(
    work: Work, email: str, known: Candidate | None, user_id: UUID, data: AcceptInvitation, password_hash: str
) -> None:
    """The invited address's account, which reading the letter has verified."""
    if known is not None:
        if not await letters.set_password(work, known.id, password_hash):
            raise WrongCredentials
        return
    new = NewAccount(
        email=email,
        first_name=data.first_name,
        last_name=data.last_name,
        password_hash=password_hash,
        is_verified=True,
    )
    await create_account(work, new, user_id)
    work.audit("user.register", "user_account", user_id, after={"by": "invitation"})
