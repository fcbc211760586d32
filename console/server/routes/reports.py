"""``/v1/reports``: availability as JSON, CSV or PDF; how many cameras were in which state; which fared worst."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import JSONResponse

from console.domain.report_days import MOST_DAYS, ReportBy, ReportDays, read_month
from console.server.centre import centre_of
from console.server.guard import ReportReader
from console.server.paper.report_sheet import report_pdf
from console.server.paper.report_words import PaperLanguage
from console.server.problems import Refusal
from console.server.reports.availability import ReportWish, count_availability
from console.server.reports.cameras import ReportScope
from console.server.reports.counts import CountsWish, count_states
from console.server.reports.desk import counted
from console.server.reports.table import report_csv
from console.server.reports.worst import MOST_CAMERAS, WorstWish, worst_cameras
from console.wire.model import UtcTime
from console.wire.reports import AvailabilityReport, CameraHealthList, StatusCounts

router = APIRouter()
_NO_STORE = {"Cache-Control": "no-store"}


class ReportFormat(Enum):
    """As what a report is given."""

    JSON = "json"
    CSV = "csv"
    PDF = "pdf"


Area = Annotated[str, Query(max_length=40)]


@router.get("/v1/reports/availability", response_model=AvailabilityReport)
def get_availability(
    request: Request,
    principal: ReportReader,
    by: ReportBy,
    month: str = "",
    since: Annotated[date | None, Query(alias="from")] = None,
    until: Annotated[date | None, Query(alias="to")] = None,
    area: Area = "",
    form: Annotated[ReportFormat, Query(alias="format")] = ReportFormat.JSON,
    lang: PaperLanguage | None = None,
    accept_language: Annotated[str, Header()] = "",
) -> Response:
    """422 ``report.days_bad``, ``report.days_to_come``, 404 ``report.area_unknown``, 403 ``scope.denied``,
    503 ``report.busy``."""
    centre = centre_of(request)
    wish = ReportWish(_days(month, since, until), by, ReportScope(area, principal))
    report = counted(centre, lambda connection: count_availability(connection, wish, centre.clock.now_utc()))
    language = lang or PaperLanguage.wanted(accept_language)
    if form is ReportFormat.CSV:
        return Response(report_csv(report, language), media_type="text/csv; charset=utf-8", headers=_NO_STORE)
    if form is ReportFormat.PDF:
        return Response(report_pdf(report, language), media_type="application/pdf", headers=_NO_STORE)
    return JSONResponse(report.model_dump(mode="json"), headers=_NO_STORE)


@router.get("/v1/reports/counts")
def get_counts(
    request: Request,
    principal: ReportReader,
    since: Annotated[UtcTime, Query(alias="from")],
    until: Annotated[UtcTime, Query(alias="to")],
    step: int,
    area: Area = "",
) -> StatusCounts:
    """422 ``report.steps_bad`` (most), 404 ``report.area_unknown``, 403 ``scope.denied``, 503 ``report.busy``."""
    centre = centre_of(request)
    wish = CountsWish(int(since.timestamp()), int(until.timestamp()), step, ReportScope(area, principal))
    return counted(centre, lambda connection: count_states(connection, wish, centre.clock.now_utc()))


@router.get("/v1/reports/worst")
def get_worst(
    request: Request,
    principal: ReportReader,
    since: Annotated[UtcTime, Query(alias="from")],
    area: Area = "",
    limit: Annotated[int, Query(ge=1, le=MOST_CAMERAS)] = 50,
) -> CameraHealthList:
    """From then until now. 422 ``report.days_to_come``, ``report.days_bad``, 404 ``report.area_unknown``, 403 ``scope.denied``,
    503 ``report.busy``."""
    centre = centre_of(request)
    now = centre.clock.now_utc()
    if since >= now:
        raise Refusal(422, "report.days_to_come")
    if now - since > timedelta(days=MOST_DAYS):
        raise Refusal(422, "report.days_bad")
    wish = WorstWish(int(since.timestamp()), limit, ReportScope(area, principal))
    return counted(centre, lambda connection: worst_cameras(connection, wish, now))


def _days(month: str, since: date | None, until: date | None) -> ReportDays:
    """A month, or from a day to another; never both."""
    try:
        if month and since is None and until is None:
            return read_month(month)
        if since is not None and until is not None and not month:
            return ReportDays(since, until)
    except ValueError as error:
        raise Refusal(422, "report.days_bad") from error
    raise Refusal(422, "report.days_bad")
