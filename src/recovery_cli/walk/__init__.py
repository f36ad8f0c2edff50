"""The walk as a pure machine: events, commands, requests, state, engine."""
