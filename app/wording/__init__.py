"""Every sentence that the reader sees, in the reader's language."""
