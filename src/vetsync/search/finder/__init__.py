"""The ask bar's finder: what is meant by a few letters or digits, among everything a practice knows."""
