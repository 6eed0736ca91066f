"""The people of the demo that a stranger may be, role by role."""

from typing import NamedTuple

from vetsync.app.demo import cast
from vetsync.app.demo.world import World, hire


class Somebody(NamedTuple):
    email: str
    name: str
    role: str
    practice_name: str


SYSTEM_ADMIN = Somebody(f"system-admin@{cast.MAIL_DOMAIN}", "Robin Sterrenkijker", "system_admin", "VetSync")
APPLICANT = Somebody(
    f"applicant@{cast.MAIL_DOMAIN}", "Ilse Poezenvriend", "clinic_admin", cast.PENDING_CLINIC[0]
)
PENDING_VET = Somebody(f"pending-vet@{cast.MAIL_DOMAIN}", "Mees Kruidenier", "vet", cast.CLINICS[0].name)

# The first clinic shows every role; the independent one shows that nothing of it is seen from the franchise.
_SHOWN = (
    ("receptionist", 0), ("vet", 0), ("paravet", 0), ("clinic_admin", 0), ("vet", 3), ("clinic_admin", 3),
)  # fmt: skip


def people_to_be(world: World) -> list[Somebody]:
    """Owners first, then a practice's day from desk to manager, then those above it."""
    names = {clinic.slug: clinic.name for clinic in cast.CLINICS} | {cast.FRANCHISE[0]: cast.FRANCHISE[1]}
    shown = [
        Somebody(
            f"owner{'' if number == 1 else number}@{cast.MAIL_DOMAIN}", f"{first} {last}", "pet_owner", ""
        )
        for number, (first, last) in enumerate(cast.OWNER_NAMES[:2], 1)
    ]
    for role, clinic in _SHOWN:
        slug = cast.CLINICS[clinic].slug
        member = next(one for one in world.staff if (one.clinic, one.role) == (slug, role))
        shown.append(Somebody(member.person.email, member.person.name, role, names[slug]))
    for member in world.staff:
        if member.clinic == cast.FRANCHISE[0]:
            shown.append(Somebody(member.person.email, member.person.name, member.role, names[member.clinic]))
    return [*shown, APPLICANT, PENDING_VET, SYSTEM_ADMIN]


def everybody_shown() -> list[Somebody]:
    """The staff do not depend on the day, so they can be named without inventing the rest."""
    world = World.empty()
    hire(world)
    return people_to_be(world)


def log_ins() -> str:
    """Who can be signed in as and with which password, one a line, for whoever started the demo by hand."""
    lines = [f"  {one.email:<44} {one.role.replace('_', ' ')}, {one.name}" for one in everybody_shown()]
    return "\n".join([f"Demo log-ins, all with the password {cast.PASSWORD}", *lines])
