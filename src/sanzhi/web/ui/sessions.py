"""会话: Django's own, in the database, read and saved in two plain statements.

Every request of someone signed in reads one and many save one; through the ORM that is a tenth of such a request.
The table, the signing, the cleaning up and the making of new sessions are Django's.
"""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection

_READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > clock_timestamp()"
_SAVE = "UPDATE django_session SET session_data = %s, expire_date = %s WHERE session_key = %s"


class SessionStore(DatabaseStore):
    """会话存取."""

    def load(self) -> dict[str, Any]:
        with connection.cursor() as cursor:
            cursor.execute(_READ, [self.session_key])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])

    def save(self, must_create: bool = False) -> None:
        """A session that is there is updated; one that is not is Django's to make, or to refuse."""
        if must_create or self.session_key is None or not self._update():
            super().save(must_create)

    def saving(self) -> tuple[str, list[Any]]:
        """The statement that saves a session that is there, and its values, for whoever has another to send with it."""
        data = self.encode(self._get_session(no_load=False))
        return _SAVE, [data, self.get_expiry_date(), self.session_key]

    def _update(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(*self.saving())
            return cursor.rowcount == 1
