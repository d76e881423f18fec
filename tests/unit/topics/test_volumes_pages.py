"""Volume tables of real pages, captured as raw tables: every layout with figures typed from the page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from analyzer.exchanges import get_exchange
from analyzer.model import BBox, Cell, Fact, RawTable
from analyzer.read.calendar import find_report_period, find_year_end
from analyzer.topics.base import FilingContext, TopicReading
from analyzer.topics.volumes import read

PAGES = Path(__file__).parents[2] / "pages"


@dataclass(frozen=True)
class FakeProse:
    text: str = ""

    def place(self, start: int, stop: int) -> tuple[int, BBox]:
        return 1, (0.0, float(start), 1.0, float(stop))


@dataclass(frozen=True)
class CapturedPages:
    """Pages that hold the captured tables and nothing else."""

    captured: tuple[RawTable, ...]
    texts: Sequence[str]

    def tables(self, page: int) -> Sequence[RawTable]:
        return [table for table in self.captured if table.pages[0] == page]

    def joined(self, pages: Iterable[int]) -> Sequence[RawTable]:
        wanted = set(pages)
        return [table for table in self.captured if wanted & set(table.pages)]

    def prose(self, first: int, last: int) -> FakeProse:
        return FakeProse()


def load_page(name: str, cover: str = "招股说明书") -> TopicReading:
    record = json.loads((PAGES / f"volumes_{name}.json").read_text(encoding="utf-8"))
    tables = tuple(to_table(item) for item in record["tables"])
    texts = [""] * max(page for table in tables for page in table.pages)
    texts[0] = cover
    for table in tables:
        texts[table.pages[0] - 1] += "\n" + table.caption
        for row in table.rows:
            texts[row[0].page - 1] += "\n" + " ".join(cell.text.replace("\n", "") for cell in row)
    pages = CapturedPages(tables, texts)
    report = find_report_period(texts)
    return read(FilingContext(record["filing"], pages, get_exchange("star"), {}, [""] * len(texts), (), find_year_end(texts), report))


def to_table(item: dict[str, Any]) -> RawTable:
    rows = tuple(
        tuple(Cell(text, page, tuple(box), row, col, rowspan, colspan) for text, page, box, row, col, rowspan, colspan in cells)
        for cells in item["rows"]
    )
    return RawTable(item["caption"], item["unit_line"], rows, tuple(item["pages"]), item["strategy"], tuple(item["bbox"]))


def by_key(reading: TopicReading) -> dict[tuple[str, str, str], Fact]:
    return {(fact.concept, fact.member, fact.period.label): fact for fact in reading.facts}


CAPACITY, OUTPUT, USE, SALES, RATIO, PRICE = (
    "production_capacity",
    "production_volume",
    "capacity_utilization",
    "sales_volume",
    "sales_to_production_ratio",
    "average_selling_price",
)

GOLDEN: list[tuple[str, str, str, str, str, str]] = [
    # product groups in a merged first cell, unit in the row label
    ("002057_p83", CAPACITY, "四氧化三锰", "FY2003", "6000", "吨"),
    ("002057_p83", OUTPUT, "磁分离及配套设备", "FY2005", "343", "台套"),
    ("002057_p83", RATIO, "磁分离及配套设备", "FY2005", "1.0612", "ratio"),
    # stacked sub-tables: unit once on top, product in the line above, the last one split by the page end
    ("002257_p114", OUTPUT, "6 英寸硅抛光片", "FY2005", "869000", "片"),
    ("002257_p114", SALES, "5 英寸硅抛光片", "FY2007", "729000", "片"),
    ("002257_p114", RATIO, "功率肖特基二极管芯片", "FY2006", "0.99", "ratio"),
    ("002257_p114", CAPACITY, "功率肖特基二极管芯片", "FY2007", "144000", "片"),
    ("002257_p114", PRICE, "硅外延片（折合为五英寸硅片）", "FY2006", "204.27", "CNY/片"),
    # a product group cut by the page end; total block; interim period
    ("002646_p128", OUTPUT, "原酒", "6M2011", "3371", "吨"),
    ("002646_p128", USE, "原酒", "FY2010", "0.4053", "ratio"),
    ("002646_p128", PRICE, "中高档青稞酒", "FY2009", "123521.71", "CNY/吨"),
    ("002646_p128", CAPACITY, "", "FY2008", "16000", "吨"),
    # price bands under a group; 小计 is the group's figure
    ("002646_p131", SALES, "500-1000（元/公斤）", "FY2010", "21.92", "吨"),
    ("002646_p131", PRICE, "40 以下（元/公斤）", "FY2008", "13.21", "CNY/公斤"),
    ("002646_p131", SALES, "普通青稞酒", "6M2011", "6523.81", "吨"),
    ("002646_p131", SALES, "", "FY2009", "9743.17", "吨"),
    # periods as rows, measures as columns, product only in the sentence above
    ("300084_p115", CAPACITY, "多相流量计", "FY2009", "60", "台"),
    ("300084_p115", SALES, "多相流量计", "FY2008", "27", "台"),
    ("300084_p115", RATIO, "多相流量计", "FY2007", "0.95", "ratio"),
    # rows = period x product with a merged period cell
    ("300177_p128", OUTPUT, "测量型 GNSS 产品", "6M2010", "3423", "台/套"),
    ("300177_p128", RATIO, "GIS 数据采集器", "6M2010", "0.9874", "ratio"),
    # year groups of measure columns
    ("300221_p123", OUTPUT, "阻燃料", "FY2010", "36627.26", "吨"),
    ("300221_p123", SALES, "塑料合金料", "FY2009", "2259.22", "吨"),
    ("300221_p123", RATIO, "", "FY2008", "0.9874", "ratio"),
    # prices with growth columns between; months, the header repeated inside the table
    ("300221_p124", PRICE, "环保耐用料", "FY2009", "8.63", "CNY/千克"),
    ("300221_p124", PRICE, "", "FY2010", "10.84", "CNY/千克"),
    ("300221_p124", SALES, "", "M2008-03", "4294.21", "吨"),
    ("300221_p124", PRICE, "", "M2008-12", "9.44", "CNY/千克"),
    # quarters, three units in one line
    ("300221_p282", SALES, "阻燃料", "3M2008", "5530996.91", "千克"),
    ("300221_p282", PRICE, "阻燃料", "3M to 2009-12", "9.04", "CNY/千克"),
    # a unit column; a head at the foot of the page
    ("300346_p22", SALES, "前驱体材料（含MO 源）", "FY2025", "489791.72", "KG"),
    ("300346_p22", SALES, "特气产品", "FY2024", "11761128.62", "KG"),
    # period x product with total
    ("688802_p211", SALES, "训推一体 GPU 板卡", "3M2025", "8055", "张"),
    ("688802_p211", OUTPUT, "", "FY2024", "35458", "张"),
    ("688802_p211", RATIO, "智算推理 GPU 板卡", "FY2024", "0.1769", "ratio"),
    ("688802_p277", PRICE, "训推一体 GPU 板卡", "3M2025", "38900", "CNY/张"),
    ("688802_p277", SALES, "训推一体 GPU 板卡", "FY2024", "10905", "张"),
    # the head alone at the foot of p.127, units of the rows differ
    ("002610_p127", SALES, "太阳能边框", "FY2010", "14639300", "套"),
    ("002610_p127", CAPACITY, "安装支架", "FY2009", "20", "MW"),
    ("002610_p127", OUTPUT, "EVA 胶膜", "FY2010", "385000", "㎡"),
    # products as columns, a paragraph above that is no introduction
    ("002235_p81", OUTPUT, "双胶系列", "FY2007", "15824.16", "吨"),
    ("002235_p81", RATIO, "无碳系列", "FY2007", "1.0525", "ratio"),
    # total and product below each measure
    ("601113_p299", CAPACITY, "", "FY2010", "42000", "吨"),
    ("601113_p299", SALES, "DTY", "FY2010", "17067.74", "吨"),
    # Hong Kong: number and share alternate, unit only in the sentence
    ("giantec_p190", SALES, "Memory chips", "9M2024", "1812483598", "chips"),
    ("giantec_p190", SALES, "", "FY2023", "2431835205", "chips"),
    # Hong Kong: three measures over three years each, unit in the row label
    ("sifang_p126", OUTPUT, "保護及自動化", "FY2023", "34278", "件"),
    ("sifang_p126", CAPACITY, "電力電子", "FY2025", "2171", "件"),
    ("sifang_p126", USE, "電池包", "FY2024", "0.069", "ratio"),
    ("sifang_p126", CAPACITY, "電池包", "FY2025", "1736", "兆瓦時"),
]


@pytest.mark.parametrize(("page", "concept", "member", "period", "value", "measure"), GOLDEN)
def test_figure(page: str, concept: str, member: str, period: str, value: str, measure: str) -> None:
    fact = next(
        (
            fact
            for (found, name, label), fact in by_key(load_page(page)).items()
            if (found, name.replace("\n", ""), label) == (concept, member, period)
        ),
        None,
    )
    assert fact is not None, (concept, member, period)
    assert (fact.value, fact.measure) == (Decimal(value), measure)


@pytest.mark.parametrize(
    ("page", "count"),
    [
        ("002057_p83", 24),
        ("002257_p114", 45),
        ("300177_p128", 15),
        ("300221_p123", 63),
        ("giantec_p190", 16),
        ("sifang_p126", 35),
        ("688802_p277", 7),
    ],
)
def test_every_figure_once(page: str, count: int) -> None:
    facts = load_page(page).facts
    assert len(facts) == count
    assert len({fact.key for fact in facts}) == count


def test_printed_total_is_the_sum_of_its_products() -> None:
    facts = by_key(load_page("300221_p123"))
    parts = [fact for (concept, member, period), fact in facts.items() if concept == OUTPUT and period == "FY2010" and member]
    total = facts[OUTPUT, "", "FY2010"]
    assert sum(part.value for part in parts) == total.value == Decimal("60633.10")
    assert total.step == Decimal("0.01")


def test_own_use_and_equivalents_are_no_volumes() -> None:
    """300084 p.115 prints own use (8) and standard equivalents (109) beside sales and output."""
    assert {fact.value for fact in load_page("300084_p115").facts if fact.period.label == "FY2009"} == {60, 45, 44, Decimal("0.98")}


def test_channels_of_an_annual_report_with_this_and_last_period() -> None:
    facts = by_key(load_page("600519_p16", cover="贵州茅台酒股份有限公司 2024 年年度报告"))
    assert facts[SALES, "直销", "FY2024"].value == Decimal("18221.93")
    assert facts[SALES, "批发代理", "FY2023"].value == Decimal("57639.09")
    assert facts[SALES, "国外", "FY2024"].value == Decimal("2112.87")
    assert all(fact.concept == SALES for fact in facts.values())


def test_capacity_table_without_a_period_is_the_year_of_the_report() -> None:
    facts = by_key(load_page("300346_p22", cover="江苏南大光电材料股份有限公司 2025 年年度报告全文"))
    assert facts[CAPACITY, "特气类", "FY2025"].value == Decimal(12583500)
    assert facts[USE, "前驱体材料（含 MO 源）", "FY2025"].value == Decimal("0.73")
    assert Decimal(3800000) not in {fact.value for fact in facts.values()}, "capacity under construction"


def test_capacity_table_without_any_period_yields_a_finding_and_no_year() -> None:
    reading = load_page("300346_p22", cover="招股说明书")
    assert not [fact for fact in reading.facts if fact.concept == CAPACITY]
    assert [finding.code for finding in reading.findings] == ["VOLUME_PERIOD_MISSING"]


def test_a_dash_is_zero_for_a_volume_and_nothing_for_a_ratio() -> None:
    facts = by_key(load_page("002610_p127"))
    assert facts[SALES, "EVA 胶膜", "FY2009"].value == 0
    assert facts[SALES, "EVA 胶膜", "FY2009"].source.text == "-"
    assert (RATIO, "EVA 胶膜", "FY2009") not in facts
    assert (CAPACITY, "EVA 胶膜", "FY2009") not in facts, "a blank cell"


@pytest.mark.parametrize("page", ["002646_p129_water", "300221_p127_purchases"])
def test_energy_and_purchase_tables_are_rejected_with_their_reason(page: str) -> None:
    reading = load_page(page)
    assert not reading.facts
    assert [finding.code for finding in reading.findings] == ["VOLUMES_NOT_FOUND"]
    assert {entry.reason for entry in reading.ledger} == {"the words above speak of purchases"}


def test_power_station_figures_stand_under_two_heads() -> None:
    facts = by_key(load_page("600795_p150"))
    assert facts[CAPACITY, "", "FY2006"].value == Decimal("9179500")
    assert facts[OUTPUT, "", "FY2006"].value == Decimal("50390000000")
    assert facts[SALES, "", "FY2006"].measure == "千瓦时"
