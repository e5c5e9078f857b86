"""Laws that hold for every rulebook and every person."""
