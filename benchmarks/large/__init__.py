"""A large organisation, invented by PostgreSQL itself: the same one for the same scale and day, on any machine.

Scale 1 is S1: 50,000 residents and 1.2 million item scores over three years; 10 is S10, a big city. However large it
is, a team has 500 plans and twelve people, and there are 12 neighbourhoods in 3 districts of 1 town, and 20 services.
"""
