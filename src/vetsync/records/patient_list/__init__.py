"""A practice's patients with their visits; here, because appointments lie above the domain of patients."""
