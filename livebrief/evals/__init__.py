"""Evals: quality in figures. gate.py runs suites against floors; each suite is one file that returns measures."""
