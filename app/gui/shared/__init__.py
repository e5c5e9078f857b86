"""Pieces that two pages or more are made of."""
