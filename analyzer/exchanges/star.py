"""The STAR Market of the Shanghai Stock Exchange (科创板), since 2019."""

from __future__ import annotations

from analyzer.exchanges.base import Exchange
from analyzer.exchanges.mainland import CAPTIONS, HEADINGS, LANGUAGES, STRATEGIES

EXCHANGE = Exchange(
    id="star",
    name="上海证券交易所科创板",
    market="CN",
    recognise=(
        (r"在科创板上市|拟在科创板|科创板投资风险|科创板公司具有", 6),
        (r"上海证券交易所科创板", 5),
        (r"(?:股票|证券|公司)代码[:：]?\s?68[89]\d{3}", 3),
    ),
    languages=LANGUAGES,
    headings=HEADINGS,
    captions=CAPTIONS,
    strategies=STRATEGIES,
    rules="https://www.sse.com.cn/lawandrules/sselawsrules2025/stocks/",
)
