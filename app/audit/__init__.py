"""Many people at once: parts, residuals, claims, groups, gaps, evidence."""
