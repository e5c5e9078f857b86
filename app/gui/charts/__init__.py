"""Everything that is painted; the only callers of pyqtgraph."""
