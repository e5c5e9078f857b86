"""What lies ahead: projections, plans, and what a rulebook pays for."""
