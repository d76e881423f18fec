"""ChiNext of the Shenzhen Stock Exchange (创业板), since 2009."""

from __future__ import annotations

from analyzer.exchanges.base import Exchange
from analyzer.exchanges.mainland import CAPTIONS, HEADINGS, LANGUAGES, STRATEGIES

EXCHANGE = Exchange(
    id="chinext",
    name="深圳证券交易所创业板",
    market="CN",
    recognise=(
        (r"在创业板上市|拟在创业板|创业板投资风险|创业板公司具有", 6),
        (r"深圳证券交易所创业板", 5),
        (r"(?:股票|证券|公司)代码[:：]?\s?30[0-2]\d{3}", 5),
    ),
    languages=LANGUAGES,
    headings=HEADINGS,
    captions=CAPTIONS,
    strategies=STRATEGIES,
    rules="https://www.szse.cn/lawrules/rule/stock/",
)
