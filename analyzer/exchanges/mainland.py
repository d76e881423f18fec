"""Words that the mainland boards share; no exchange of its own."""

from __future__ import annotations

from analyzer.exchanges.base import Language

LANGUAGES: tuple[Language, ...] = ("zh-Hans",)
STRATEGIES = ("ruled", "aligned")
CAPTIONS = ("单位：", "金额单位：", "货币单位：", "币种：", "单位为")
HEADINGS = {
    "income_statement": (
        "合并利润表",
        "合并利润及利润分配表",
        "合并利润分配表",
        "合并损益表",
        "利润及利润分配表",
        "利润表",
        "损益表",
        "经营成果",
        "简要合并利润表",
        "主要财务数据",
    ),
    "customers": (
        "前五名客户",
        "前五大客户",
        "前五位客户",
        "前5名客户",
        "主要客户",
        "五大客户",
        "前五名销售客户",
        "客户销售情况",
        "前五名经销商",
    ),
    "suppliers": (
        "前五名供应商",
        "前五大供应商",
        "前五位供应商",
        "前5名供应商",
        "主要供应商",
        "五大供应商",
        "供应商采购情况",
        "主要原材料供应商",
    ),
    "volumes": (
        "产能、产量",
        "产能及产量",
        "产能利用率",
        "产销率",
        "产销情况",
        "产量和销量",
        "产量及销量",
        "生产能力",
        "主要产品的产能",
        "产销量情况分析",
        "销售价格",
        "平均售价",
        "平均价格",
        "平均单价",
        "销量",
    ),
}
