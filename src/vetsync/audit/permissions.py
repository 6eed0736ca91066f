"""What a role may be allowed to do here."""

AUDIT_READ = "audit.read"
PLATFORM_READ = "platform.read"
