"""A rulebook: read strictly from TOML, checked, compared. Data, never code."""
