"""What a role may be allowed to do here."""

MESSAGES_READ = "messages.read"
MESSAGES_WRITE = "messages.write"
OWNER_USE = "owner.use"
