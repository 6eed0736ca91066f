"""What a role may be allowed to do here."""

RECORDS_READ = "records.read"
RECORDS_WRITE = "records.write"
RECORDS_SIGN = "records.sign"
OWNER_USE = "owner.use"
