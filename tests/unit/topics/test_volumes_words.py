"""What the cells of volume tables say."""

from __future__ import annotations

import re

import pytest

from analyzer.topics.volumes_notes import note_text, population_note
from analyzer.topics.volumes_periods import only_period_words
from analyzer.topics.volumes_units import product_name
from analyzer.topics.volumes_words import CONCEPTS, IGNORED, concept_of, is_word, load_words, measures_in, pattern, split_measure


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("产能（万套）", "production_capacity"),
        ("设计產能", "production_capacity"),
        ("凭照产\n能", "production_capacity"),
        ("控股装机容量", "production_capacity"),
        ("Designed production capacity (tonnes)", "production_capacity"),
        ("实际产量", "production_volume"),
        ("生产量", "production_volume"),
        ("Actual production volume", "production_volume"),
        ("2006 年发电量（亿千瓦时）", "production_volume"),
        ("使用率(2)", "capacity_utilization"),
        ("Utilisation rate (%)", "capacity_utilization"),
        ("本期销售量（吨）", "sales_volume"),
        ("销售数量（张）", "sales_volume"),
        ("Shipment volume", "sales_volume"),
        ("产销率（含自用）", "sales_to_production_ratio"),
        ("產銷比", "sales_to_production_ratio"),
        ("平均单价（万元/\n张，不含税）", "average_selling_price"),
        ("单位售价（元/kg）①", "average_selling_price"),
        ("Average selling price (RMB per unit)", "average_selling_price"),
        ("库存量", IGNORED),
        ("销售收入（万元）", IGNORED),
        ("产能增长率", IGNORED),
        ("占比", IGNORED),
        ("%", IGNORED),
        ("在建产能", IGNORED),
        ("当量\n产量（台）\n（注 1）", IGNORED),
        ("阻燃料", ""),
        ("2023年", ""),
    ],
)
def test_concept_of(text: str, concept: str) -> None:
    assert concept_of(text) == concept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("余热锅炉产量", ("production_volume", "余热锅炉")),
        ("国内销量", ("sales_volume", "国内")),
        ("全国白酒产量", ("", "")),
        ("主要产品销量", ("", "")),
        ("原材料采购单价", ("", "")),
    ],
)
def test_split_measure(text: str, expected: tuple[str, str]) -> None:
    assert split_measure(text) == expected


def test_measures_in_a_sentence() -> None:
    assert measures_in("公司产销量及单价情况如下") == ("production_volume", "sales_volume", "average_selling_price")
    assert measures_in("product shipping volume by number of chips") == ("sales_volume",)


def test_every_pattern_compiles_and_names_where_it_was_seen() -> None:
    assert set(CONCEPTS) <= set(load_words())
    for role in load_words():
        assert isinstance(pattern(role), re.Pattern)


@pytest.mark.parametrize(
    ("note", "concept", "member", "expected"),
    [
        ("上述销量包含集成为服务器销售的板卡产品数量", "sales_volume", "板卡", True),
        ("上述销量包含集成为服务器销售的板卡产品数量", "production_volume", "板卡", False),
        ("表中所列POY产销量扣除了自用部分", "production_volume", "POY", True),
        ("表中所列POY产销量扣除了自用部分", "production_volume", "FDY", False),
        ("2008年度外购4.56万套", "sales_volume", "", False),
        ("设备转产等因素已考虑，实际产量包括代加工产量", "production_volume", "", True),
        ("设备转产等因素已考虑，实际产量包括代加工产量", "production_capacity", "", False),
    ],
)
def test_population_note(note: str, concept: str, member: str, expected: bool) -> None:
    assert population_note([note], concept, member, ["POY", "FDY"]) == (note if expected else "")


def test_note_text_ends_with_its_sentence() -> None:
    assert note_text("产量不包括代加工量（2）主要产品销售收入单位：万元") == "产量不包括代加工量"
    assert note_text("Including boards built into servers. The table") == "Including boards built into servers"


@pytest.mark.parametrize(
    ("role", "text", "expected"),
    [
        ("neutral", "项目\n年度", True),  # 002255 p.112, a corner cut by a diagonal
        ("neutral", "指标 期间", True),
        ("neutral", "产品名称/规格", True),
        ("neutral", "产品容器", False),
        ("total", "總計╱整體.", True),  # typeset
        ("total", "總計╱平均", True),
        ("total", "總計及平均", True),
        ("total", "整體", True),
        ("total", "Total/Overall", True),
        ("total", "Total / average", True),
        ("total", "Total cards", False),
        ("subtotal", "小计/合计", False),
    ],
)
def test_words_side_by_side(role: str, text: str, expected: bool) -> None:
    assert is_word(role, text) is expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("天穹系列.", "天穹系列"),  # typeset: one leader dot left
        ("梅州基地. .", "梅州基地"),
        ("Women’s footwear.", "Women’s footwear"),
        ("Bole Co., Ltd.", "Bole Co., Ltd."),
        ("(1)天璣系列.(2)", "(1)天璣系列"),
    ],
)
def test_leader_dots_are_no_part_of_a_product(text: str, name: str) -> None:
    assert product_name(text, "") == name


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Design capacity", "production_capacity"),
        ("Annual design capacity (’000 tonnes)", "production_capacity"),
        ("Design output", "production_capacity"),
        ("Product design", ""),
    ],
)
def test_what_a_plant_is_built_for_is_its_capacity(text: str, concept: str) -> None:
    assert concept_of(text) == concept


@pytest.mark.parametrize(("text", "alone"), [("9M2020", True), ("6M FY2024", True), ("2024H1", True), ("9M", False), ("M2020", False)])
def test_short_forms_of_periods_are_no_products(text: str, alone: bool) -> None:
    assert only_period_words(text) is alone
