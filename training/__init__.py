"""Training of the learned components. Never imported by the package; torch lives only here."""
