"""Service recovery at the counter: playbooks, the walk, letters and guarantee notes."""

__version__ = "0.1.0"
