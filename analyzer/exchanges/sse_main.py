"""The main board of the Shanghai Stock Exchange."""

from __future__ import annotations

from analyzer.exchanges.base import Exchange
from analyzer.exchanges.mainland import CAPTIONS, HEADINGS, LANGUAGES, STRATEGIES

EXCHANGE = Exchange(
    id="sse_main",
    name="上海证券交易所主板",
    market="CN",
    recognise=(
        (
            r"(?:拟?(?:申请)?上市(?:的)?(?:证券)?(?:交易所|地点?)(?:及板块|和板块)?|(?:股票|证券)上市(?:证券)?(?:交易所|地点?))[:：]?\s?(?:【?上海证券交易所|上交所)(?!科创板)",
            5,
        ),
        (r"(?:尚?需经?|报经?|经)上海证券交易所(?:审核|和中国证监会)", 2),
        (r"上海证券交易所主板", 5),
        (r"(?:股票|证券|公司)代码[:：]?\s?60[0135]\d{3}", 4),
    ),
    languages=LANGUAGES,
    headings=HEADINGS,
    captions=CAPTIONS,
    strategies=STRATEGIES,
    rules="https://www.sse.com.cn/lawandrules/sselawsrules2025/stocks/",
)
