"""The formats that can be read, one module each; they do not know each other."""
