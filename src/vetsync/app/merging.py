"""Everything that follows when two clients or two patients are merged."""

from vetsync.messaging.followers import FOLLOWERS as MESSAGING
from vetsync.patients.merging.followers import register_followers
from vetsync.records.followers import FOLLOWERS as RECORDS
from vetsync.scheduling.followers import FOLLOWERS as SCHEDULING

LEFT = {"record_share.patient_id": "names the patient that its record names, which stays"}
"""What names a client or a patient and does not follow, and why; records stay too, and say so themselves."""
OTHERS = (*SCHEDULING, *MESSAGING, *RECORDS)


def follow_merges() -> None:
    """From now on a merge moves what every domain has."""
    register_followers(*OTHERS)
