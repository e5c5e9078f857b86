"""The audit of many people: choose, recompute, findings, evidence pack."""
