"""What a role may be allowed to do here."""

PATIENTS_READ = "patients.read"
PATIENTS_WRITE = "patients.write"
PATIENTS_MERGE = "patients.merge"
OWNER_USE = "owner.use"
