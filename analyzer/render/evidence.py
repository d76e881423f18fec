"""Which page regions prove which figures: figures that stand together share one crop, each with its own outline."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from analyzer.model import BBox
from analyzer.render.report import CropProvider, Evidence, Outline

LABEL_ROOM_PT = 300
"""To the left of a figure stands its label."""

HEAD_ROOM_PT = 60
"""Above the figures stand the heads of the table."""

MARGIN_PT = 14
GAP_PT = 90
"""Figures further apart than this belong to different tables."""

MAX_HEIGHT_PT = 420


@dataclass(frozen=True)
class Region:
    """A part of one page and the figures in it."""

    path: str
    page: int
    bbox: BBox
    figures: tuple[Evidence, ...]


def cut_crops(evidence: Sequence[Evidence], anchors: Collection[str], crop: CropProvider) -> tuple[dict[str, bytes], dict[str, Outline]]:
    """PNG bytes by region id, and the outline of every wanted figure in its region."""
    crops: dict[str, bytes] = {}
    outlines: dict[str, Outline] = {}
    for number, region in enumerate(figures_to_regions(each for each in evidence if each.anchor in anchors), 1):
        name = f"R{number}"
        crops[name] = crop(region.path, region.page, region.bbox)
        for figure in region.figures:
            outlines[figure.anchor] = _outline(name, figure.fact.source.bbox, region.bbox)
    return crops, outlines


def figures_to_regions(figures: Iterable[Evidence]) -> list[Region]:
    """Regions in order of file, page and place."""
    pages: dict[tuple[str, int], list[Evidence]] = {}
    for figure in figures:
        pages.setdefault((figure.path, figure.fact.source.page), []).append(figure)
    return [Region(path, page, _around(group), tuple(group)) for (path, page), found in sorted(pages.items()) for group in _groups(found)]


def _groups(figures: Sequence[Evidence]) -> list[list[Evidence]]:
    """Runs of figures down the page without a wide gap, none higher than a region may be."""
    groups: list[list[Evidence]] = []
    for figure in sorted(figures, key=lambda each: (each.fact.source.bbox[1], each.fact.source.bbox[0])):
        top = figure.fact.source.bbox[1]
        if groups and top - groups[-1][-1].fact.source.bbox[3] < GAP_PT and top - groups[-1][0].fact.source.bbox[1] < MAX_HEIGHT_PT:
            groups[-1].append(figure)
        else:
            groups.append([figure])
    return groups


def _around(figures: Sequence[Evidence]) -> BBox:
    boxes = [figure.fact.source.bbox for figure in figures]
    return (
        max(0.0, min(box[0] for box in boxes) - LABEL_ROOM_PT),
        max(0.0, min(box[1] for box in boxes) - HEAD_ROOM_PT),
        max(box[2] for box in boxes) + MARGIN_PT,
        max(box[3] for box in boxes) + MARGIN_PT,
    )


def _outline(region: str, box: BBox, around: BBox) -> Outline:
    width, height = around[2] - around[0], around[3] - around[1]
    return Outline(
        region, (box[0] - around[0]) / width, (box[1] - around[1]) / height, (box[2] - box[0]) / width, (box[3] - box[1]) / height
    )
