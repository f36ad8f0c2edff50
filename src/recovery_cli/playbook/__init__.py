"""Playbooks: what they are made of, how they are read, what is checked."""
