"""The Beijing Stock Exchange, since 2021."""

from __future__ import annotations

from analyzer.exchanges.base import Exchange
from analyzer.exchanges.mainland import CAPTIONS, HEADINGS, LANGUAGES, STRATEGIES

EXCHANGE = Exchange(
    id="bse",
    name="北京证券交易所",
    market="CN",
    recognise=(
        (
            r"(?:拟?(?:申请)?上市(?:的)?(?:证券)?(?:交易所|地点?)(?:及板块|和板块)?|(?:股票|证券)上市(?:证券)?(?:交易所|地点?))[:：]?\s?北京证券交易所|在北京证券交易所上市|北京证券交易所投资风险",
            7,
        ),
        (r"向不特定合格投资者公开发行股票", 3),
        (r"(?:股票|证券|公司)代码[:：]?\s?(?:92|8[37]|43)\d{4}", 4),
    ),
    languages=LANGUAGES,
    headings=HEADINGS,
    captions=CAPTIONS,
    strategies=STRATEGIES,
    rules="https://www.bse.cn/rule/list.html",
)
