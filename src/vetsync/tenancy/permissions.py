"""What a role may be allowed to do here."""

PRACTICE_READ = "practice.read"
PRACTICE_MANAGE = "practice.manage"
PLATFORM_READ = "platform.read"
PLATFORM_MANAGE = "platform.manage"
