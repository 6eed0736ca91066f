"""Every permission there is, and which of them the built-in roles have.

A practice may make roles of its own from `STAFF`; nothing else can be given away by anybody.
"""

from typing import Literal

PUBLIC = "public"
SIGNED_IN = "signed_in"
OWNER_USE = "owner.use"
STAFF_READ = "staff.read"
STAFF_MANAGE = "staff.manage"
FRANCHISE_READ = "franchise.read"
PLATFORM_READ = "platform.read"
PLATFORM_MANAGE = "platform.manage"

STAFF = frozenset(
    {
        "practice.read",
        "practice.manage",
        STAFF_READ,
        STAFF_MANAGE,
        "schedule.read",
        "schedule.book",
        "schedule.approve",
        "schedule.manage",
        "patients.read",
        "patients.write",
        "patients.merge",
        "records.read",
        "records.write",
        "records.sign",
        "reports.read",
        "messages.read",
        "messages.write",
        "audit.read",
    }
)
SIGNED_IN_PERSON = frozenset({SIGNED_IN, OWNER_USE})
SYSTEM_ADMIN = frozenset({PLATFORM_READ, PLATFORM_MANAGE})

_DESK = frozenset(
    {
        "practice.read",
        STAFF_READ,
        "schedule.read",
        "schedule.book",
        "patients.read",
        "patients.write",
        "messages.read",
        "messages.write",
    }
)
BUILT_IN: dict[str, frozenset[str]] = {
    # An administrator holds all, because nobody can give what they do not hold; whether a note may be signed is
    # decided by the law on vets as well, and asked again where it is signed.
    "clinic_admin": STAFF,
    "vet": _DESK | {"schedule.approve", "records.read", "records.write", "records.sign"},
    "paravet": _DESK | {"records.read", "records.write"},
    "receptionist": _DESK | {"schedule.approve", "patients.merge"},
    "franchise_admin": frozenset(
        {
            FRANCHISE_READ,
            "practice.read",
            "practice.manage",
            STAFF_READ,
            STAFF_MANAGE,
            "reports.read",
            "audit.read",
        }
    ),
    "regional_manager": frozenset({FRANCHISE_READ, "practice.read", STAFF_READ, "reports.read"}),
}
ROLES_OF: dict[str, tuple[str, ...]] = {
    "practice": ("clinic_admin", "vet", "paravet", "receptionist"),
    "franchise": ("franchise_admin", "regional_manager"),
}
NAMES: dict[str, dict[Literal["nl", "en"], str]] = {
    "clinic_admin": {"nl": "Praktijkmanager", "en": "Clinic administrator"},
    "vet": {"nl": "Dierenarts", "en": "Veterinarian"},
    "paravet": {"nl": "Paraveterinair", "en": "Veterinary nurse"},
    "receptionist": {"nl": "Receptie", "en": "Receptionist"},
    "franchise_admin": {"nl": "Franchisebeheerder", "en": "Franchise administrator"},
    "regional_manager": {"nl": "Regiomanager", "en": "Regional manager"},
}
