"""The command line: thin over Newsroom. main.py holds the group and its commands; desk commands register beside it."""

from livebrief.cli import desks as desks
from livebrief.cli import people as people
from livebrief.cli import running as running
from livebrief.cli.main import main

__all__ = ["main"]
