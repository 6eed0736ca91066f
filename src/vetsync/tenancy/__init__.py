"""The tree franchise → practice → department: which tenants exist, how one is made, and what it says of itself."""
