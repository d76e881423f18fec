"""analyzer.exchanges: the registry and how a filing's first pages name its market."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.errors import ConfigError, LayoutError
from analyzer.exchanges import exchange_for, find_exchanges, get_exchange, recognise_exchange
from analyzer.pdf.strategies import STRATEGIES


def test_every_file_with_an_exchange_is_found() -> None:
    assert [exchange.id for exchange in find_exchanges()] == ["bse", "chinext", "hkex", "sse_main", "star", "szse_main"]


def test_strategies_are_names_that_exist() -> None:
    assert {name for exchange in find_exchanges() for name in exchange.strategies} <= set(STRATEGIES)


@pytest.mark.parametrize(
    ("text", "exchange_id"),
    [
        ("拟上市的证券交易所： 深圳证券交易所", "szse_main"),
        ("拟 上 市 证 券 交 易 所 深 圳 证 券 交 易 所", "szse_main"),
        ("首次公开发行股票并在创业板上市 拟上市的证券交易所：深圳证券交易所", "chinext"),
        ("拟上市的证券交易所：上海证券交易所", "sse_main"),
        ("拟上市地： 上海证券交易所", "sse_main"),
        ("首次公开发行股票并在科创板上市\n科创板投资风险提示", "star"),
        ("拟上市的证券交易所和板块 上海证券交易所科创板", "star"),
        ("向不特定合格投资者公开发行股票并在北京证券交易所上市", "bse"),
        ("公司代码：600519 公司简称：贵州茅台", "sse_main"),
        ("股票代码：002117", "szse_main"),
        ("并在主板上市，尚需经深圳证券交易所和中国证监会履行相应程序", "szse_main"),
        ("在科创板上市，尚需经上海证券交易所和中国证监会履行相应程序", "star"),
        ("The Stock Exchange of Hong Kong Limited take no responsibility", "hkex"),
        ("香 港 聯 合 交 易 所 有 限 公 司", "hkex"),
    ],
)
def test_recognise(text: str, exchange_id: str) -> None:
    assert recognise_exchange([text])[0].id == exchange_id


def test_the_words_and_their_page_are_returned() -> None:
    exchange, index, words = recognise_exchange(["封面", "拟上市的证券交易所： 深圳证券交易所"])
    assert (exchange.id, index, words) == ("szse_main", 1, "拟上市的证券交易所：深圳证券交易所")


@pytest.mark.parametrize("texts", [[], [""], ["a page about something else"]])
def test_the_market_is_never_guessed(texts: list[str]) -> None:
    with pytest.raises(LayoutError, match="expected the name of a stock exchange"):
        recognise_exchange(texts)


def test_unknown_id_names_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="bse, chinext, hkex"):
        get_exchange("nyse")


def test_words_for_a_filing_whose_market_is_unknown_follow_its_language() -> None:
    assert exchange_for("star", "zh-Hans").id == "star"
    assert exchange_for("", "zh-Hant").id == "hkex"
    assert exchange_for("", "zh-Hans").market == "CN"


def test_a_record_without_headings_is_refused() -> None:
    with pytest.raises(ConfigError, match="no headings for volumes"):
        replace(get_exchange("hkex"), headings={**get_exchange("hkex").headings, "volumes": ()})
