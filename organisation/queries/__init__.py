"""Reading people, teams, areas and invitations."""
