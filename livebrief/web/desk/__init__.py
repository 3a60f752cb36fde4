"""The editor's desk on the web: sign-in, queue, claims and stories with their actions, preview, journal.

Thin over ``Newsroom.editing`` and ``Newsroom.door``; mounted by the app under ``/desk``. Everything works without
JavaScript; the one script only adds single-key shortcuts. Refuses to hold any rule of editing itself.
"""

from livebrief.web.desk.routes import desk_mount

__all__ = ["desk_mount"]
