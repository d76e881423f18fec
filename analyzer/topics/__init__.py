"""The topics: every module of this folder that has `read(context) -> TopicReading` and a KIND."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from functools import cache

from analyzer.model import TOPICS
from analyzer.topics.base import FilingContext, TopicReading

TopicReader = Callable[[FilingContext], TopicReading]

SAME_PAGES = ("customers", "suppliers")
"""Topics that read the same pages: whoever reads one of them has laid out most of the other's."""


@cache
def find_topics() -> Mapping[str, TopicReader]:
    """The reader of every topic found in this folder by its KIND, those of model.TOPICS first in their order."""
    readers: dict[str, TopicReader] = {}
    for module_info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{module_info.name}")
        if hasattr(module, "read") and hasattr(module, "KIND"):
            readers[module.KIND] = module.read
    order = {kind: index for index, kind in enumerate(TOPICS)}
    return {kind: readers[kind] for kind in sorted(readers, key=lambda kind: (order.get(kind, len(order)), kind))}
