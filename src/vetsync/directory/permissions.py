"""What one must be allowed to do here."""

SIGNED_IN = "signed_in"
PUBLIC = "public"
PLATFORM_READ = "platform.read"
PLATFORM_MANAGE = "platform.manage"
