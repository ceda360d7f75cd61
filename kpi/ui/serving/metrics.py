"""The figures of the server at /metrics, for Prometheus: behind a token, without a name or a figure of any plan."""

from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate

from anyio import to_thread
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kpi.core.reach import Reach
from kpi.service.desk import BOUNDS, Tally

METRICS = "/metrics"
STREAMLITS_OWN = "/_stcore/metrics"
REQUESTS, RERUNS, UPLOADS = "requests", "reruns", "uploads"
_EVENTS = {
    REQUESTS: ("planpeil_requests", "Answers over HTTP, and websockets, by the first digit of their status.", "status"),
    RERUNS: ("planpeil_reruns", "Runs of the dashboard's script.", ""),
    UPLOADS: ("planpeil_uploads", "Files that were handed in to be recorded, by what became of them.", "outcome"),
}


class CountedRequests:
    """ASGI middleware that counts what was answered; Streamlit's own figures are not given to anybody."""

    def __init__(self, app: ASGIApp, *, tally: Tally) -> None:
        self._app = app
        self._tally = tally

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def counting(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._tally.add(REQUESTS, f"{message['status'] // 100}xx")
            elif message["type"] == "websocket.accept":
                self._tally.add(REQUESTS, "websocket")
            await send(message)

        if scope["type"] == "http" and scope["path"].endswith(STREAMLITS_OWN):
            return await PlainTextResponse("", 404)(scope, receive, counting)
        return await self._app(scope, receive, counting)


class _Figures:
    """What Prometheus asks, made anew at every question; `now`: what stands at this moment, by name and label."""

    def __init__(self, tally: Tally, now: Mapping[str, Mapping[str, float]]) -> None:
        self._tally = tally
        self._now = now

    def collect(self) -> Iterator[Metric]:
        """The families of figures."""
        found = self._tally.counted()
        for kind, (name, words, label) in _EVENTS.items():
            family = CounterMetricFamily(name, words, labels=[label] if label else [])
            for (of, outcome), number in sorted(found.events.items()):
                if of == kind:
                    family.add_metric([outcome] if label else [], number)
            yield family
        names = [*map(str, BOUNDS), "+Inf"]
        buckets = list(zip(names, map(float, accumulate(found.slots)), strict=True))
        commits = HistogramMetricFamily("planpeil_commit_seconds", "Writing to the database, from begin to end.")
        commits.add_metric([], buckets, found.seconds)
        yield commits
        for name, by_label in self._now.items():
            gauge = GaugeMetricFamily(f"planpeil_{name}", _NOW[name], labels=["cache"] if "" not in by_label else [])
            for label, value in sorted(by_label.items()):
                gauge.add_metric([label] if label else [], value)
            yield gauge


_NOW = {
    "database_up": "Whether the database answers: 1 or 0.",
    "sessions": "Windows that are open.",
    "cache_entries": "What is kept ready in memory, by what it is.",
}


def metrics_text(tally: Tally, now: Mapping[str, Mapping[str, float]]) -> bytes:
    """All figures as Prometheus reads them, those of the process itself (memory, processor, files) with them."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    registry.register(_Figures(tally, now))
    return generate_latest(registry)


def metrics_route(reach: Reach, tally: Tally, now: Callable[[], Mapping[str, Mapping[str, float]]]) -> Route:
    """The address; 404 when no token was set, 401 without it. `now` is asked in a thread."""

    async def figures(request: Request) -> Response:
        if not reach.metrics:
            return PlainTextResponse("", 404)
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not reach.may_measure(token.strip()):
            return PlainTextResponse("", 401, headers={"WWW-Authenticate": "Bearer"})
        found = await to_thread.run_sync(now)
        return Response(
            metrics_text(tally, found), headers={"Cache-Control": "no-store"}, media_type=CONTENT_TYPE_LATEST
        )

    return Route(METRICS, figures)
