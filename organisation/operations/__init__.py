"""Writing people, teams, memberships, invitations and areas."""
