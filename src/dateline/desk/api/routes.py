"""All addresses under `/api/v1`."""

from typing import Final

from dateline.desk.api import changing, openapi, reading

ROUTES: Final = (*changing.ROUTES, *reading.ROUTES, *openapi.ROUTES)
