"""Reading many people's data: opened once, then read part by part."""
