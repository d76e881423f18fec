"""What `analyzer compare` does after the filings are read: one view, its page pictures, and both outputs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from analyzer.errors import AnalyzerError, ConfigError, WorkerError
from analyzer.jobs import crop_filing
from analyzer.model import BBox, Filing
from analyzer.outputs import replacing_all

if TYPE_CHECKING:
    from analyzer.compare import CompareOptions
    from analyzer.render.view import ReportView

OUTPUTS = ("comparison.xlsx", "comparison.html")


@dataclass(frozen=True)
class Looks:
    """How the outputs look. template: a workbook with a house style; templates: a folder with report templates; None: the program's own.

    Raises ConfigError for a workbook that lacks a style and for a folder without a template, before any filing is read.
    """

    evidence: Literal["key", "full", "none"] = "key"
    template: Path | None = None
    templates: Path | None = None

    def __post_init__(self) -> None:
        if self.template is not None:
            from analyzer.render.workbook_house import read_house_style

            read_house_style(self.template)
        if self.templates is not None:
            _check_templates(self.templates)


def _check_templates(folder: Path) -> None:
    from analyzer.render.templates_dir import get_templates_dir

    own = get_templates_dir()
    names = sorted(path.relative_to(own).as_posix() for path in own.rglob("*") if path.suffix in {".j2", ".css", ".js"})
    if not folder.is_dir():
        raise ConfigError(f"the templates folder {folder} does not exist", next_step="name a folder with templates after --templates")
    if not any((folder / name).is_file() for name in names):
        raise ConfigError(f"the templates folder {folder} holds no template", next_step=f"give it at least one of {', '.join(names)}")


class CropRequests:
    """Takes the place of the one who cuts pages while the view is built: every request gets a token, and is cut later by a worker."""

    def __init__(self) -> None:
        self.regions: dict[str, list[tuple[int, BBox]]] = {}

    def __call__(self, path: str, page: int, bbox: BBox) -> bytes:
        wanted = self.regions.setdefault(path, [])
        wanted.append((page, bbox))
        return _token(path, len(wanted) - 1)

    def cut(self, executor: Executor, complain: Callable[[AnalyzerError], object]) -> dict[bytes, bytes]:
        """PNG bytes by token; complain is told of each filing whose pages cannot be shown, which then has none."""
        futures: dict[str, Future[list[bytes]]] = {
            path: executor.submit(crop_filing, Path(path), regions) for path, regions in self.regions.items()
        }
        pictures: dict[bytes, bytes] = {}
        for path, future in futures.items():
            try:
                pictures.update((_token(path, index), png) for index, png in enumerate(future.result()))
            except WorkerError as error:
                complain(error.of(Path(path).name))
            except AnalyzerError as error:
                complain(error)
        return pictures


def _token(path: str, index: int) -> bytes:
    return f"{index} {path}".encode(errors="surrogateescape")


def write_comparison(
    filings: Sequence[Filing],
    options: CompareOptions,
    folder: Path,
    looks: Looks,
    executor: Executor,
    complain: Callable[[AnalyzerError], object],
) -> list[Path]:
    """The paths of both outputs, written: both or, after an error, none. Raises OutputError where the folder does not take them."""
    from analyzer.compare import compare
    from analyzer.render.html import render_html
    from analyzer.render.view import build_view
    from analyzer.render.workbook import render_workbook

    requests = CropRequests()
    view = build_view(compare(filings, options), options, requests, looks.evidence)
    view = _with_pictures(view, requests.cut(executor, complain))
    with replacing_all(folder, OUTPUTS) as parts:
        render_workbook(view, parts[OUTPUTS[0]], looks.template)
        render_html(view, parts[OUTPUTS[1]], looks.templates)
    return [folder / name for name in OUTPUTS]


def _with_pictures(view: ReportView, pictures: dict[bytes, bytes]) -> ReportView:
    """The view with pictures for tokens, without the regions and outlines that have none."""
    crops = {region: pictures[token] for region, token in view.crops.items() if token in pictures}
    outlines = {anchor: outline for anchor, outline in view.outlines.items() if outline.region in crops}
    return replace(view, crops=crops, outlines=outlines)
