"""``python -m livebrief``: the command line."""

from livebrief.cli import main

main(prog_name="livebrief")
