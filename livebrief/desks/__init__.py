"""The desks: one file per desk turns claims into the entries of its ledger (records/ledgers.py)."""
