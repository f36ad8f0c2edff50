"""Scenarios rehearsed: each walked in every language of its playbook, compared, and what none of them reaches."""
