"""The picture that an operation answers from: of a day, in the projection of who asks."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Query, Request

from trucewatch.api.routing import Reader
from trucewatch.desk.picture import Picture
from trucewatch.desk.pictures import DrawingError
from trucewatch.errors import UsageError
from trucewatch.service.pictures import check_day, pictures_of
from trucewatch.service.problems import Fault, WaitingFault

AsOf = Annotated[date | None, Query(description="The day whose view is wanted; today if not given.")]


def picture(request: Request, context: Reader, as_of: AsOf = None) -> Picture:
    """The picture of a day; raises a 422 for a day to come or of long ago, a 503 while it is being drawn."""
    try:
        if as_of is not None:
            check_day(as_of)
        return pictures_of(request).get(context.projection, as_of).picture
    except UsageError as error:
        raise Fault(422, f"as_of: {error}") from error
    except DrawingError as error:
        raise WaitingFault(str(error), 5) from error


Pictured = Annotated[Picture, Depends(picture)]
