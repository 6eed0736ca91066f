"""Who may do what where: memberships, roles, invitations, applications of vets, and the guard of every route."""
