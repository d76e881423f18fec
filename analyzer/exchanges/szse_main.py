"""The main board of the Shenzhen Stock Exchange, with the former small and medium enterprises board (中小企业板)."""

from __future__ import annotations

from analyzer.exchanges.base import Exchange
from analyzer.exchanges.mainland import CAPTIONS, HEADINGS, LANGUAGES, STRATEGIES

EXCHANGE = Exchange(
    id="szse_main",
    name="深圳证券交易所主板",
    market="CN",
    recognise=(
        (
            r"(?:拟?(?:申请)?上市(?:的)?(?:证券)?(?:交易所|地点?)(?:及板块|和板块)?|(?:股票|证券)上市(?:证券)?(?:交易所|地点?))[:：]?\s?(?:【?深圳证券交易所|深交所)(?!创业板)",
            5,
        ),
        (r"(?:尚?需经?|报经?|经)深圳证券交易所(?:审核|和中国证监会)", 2),
        (r"深圳证券交易所(?:中小企业板|中小板|主板)", 5),
        (r"(?:股票|证券|公司)代码[:：]?\s?00[0-3]\d{3}", 4),
    ),
    languages=LANGUAGES,
    headings=HEADINGS,
    captions=CAPTIONS,
    strategies=STRATEGIES,
    rules="https://www.szse.cn/lawrules/rule/stock/",
)
