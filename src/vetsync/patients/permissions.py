"""What a role may be allowed to do here."""

PATIENTS_READ = "patients.read"
PATIENTS_WRITE = "patients.write"
OWNER_USE = "owner.use"
