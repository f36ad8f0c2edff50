"""The guarantee note and its ledger: a pure machine of its own."""
