"""The Stock Exchange of Hong Kong: English or Traditional Chinese, IFRS or HKFRS."""

from __future__ import annotations

from analyzer.exchanges.base import Exchange

EXCHANGE = Exchange(
    id="hkex",
    name="The Stock Exchange of Hong Kong Limited",
    market="HK",
    recognise=(
        (r"The Stock Exchange of Hong Kong Limited", 4),
        (r"香港聯合交易所有限公司", 4),
        (r"Hong Kong Exchanges and Clearing Limited", 3),
        (r"香港交易及結算所有限公司", 3),
        (r"Hong Kong Public Offer(?:ing)?|香港公開發售", 2),
        (r"Stock Code\s?:\s?\d{1,5}(?!\d)|股份代號[:：]\s?\d{1,5}(?!\d)", 2),
    ),
    languages=("en", "zh-Hant"),
    headings={
        "income_statement": (
            "statements of profit or loss",
            "statement of profit or loss",
            "statements of comprehensive income",
            "income statement",
            "results of operations",
            "損益表",
            "損益及其他全面收益表",
            "全面收益表",
            "經營業績",
            "收益表",
        ),
        "customers": (
            "five largest customers",
            "top five customers",
            "largest customer",
            "major customers",
            "五大客戶",
            "最大客戶",
            "主要客戶",
        ),
        "suppliers": (
            "five largest suppliers",
            "top five suppliers",
            "largest supplier",
            "major suppliers",
            "五大供應商",
            "最大供應商",
            "主要供應商",
        ),
        "volumes": (
            "production capacity",
            "utilization rate",
            "utilisation rate",
            "production volume",
            "sales volume",
            "shipment volume",
            "units sold",
            "average selling price",
            "產能",
            "利用率",
            "產量",
            "銷量",
            "出貨量",
            "產銷比",
            "平均售價",
        ),
    },
    captions=("RMB’000", "RMB'000", "US$’000", "HK$’000", "in thousands", "人民幣千元", "千港元", "千美元", "單位："),
    strategies=("boxed", "aligned", "ruled"),
    rules="https://en-rules.hkex.com.hk/rulebook/main-board-listing-rules",
)
