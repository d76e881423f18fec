"""The words of the variants by language: labels, headings, sentences and name pools."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from typeset.companies import Names, Scale

THOUSAND, TEN_THOUSAND, MILLION = Decimal(1000), Decimal(10_000), Decimal(1_000_000)


@dataclass(frozen=True)
class Quantity:
    """The unit of quantities: as printed, as read, and how many of it one printed number stands for."""

    words: str
    measure: str
    scale: int


@dataclass(frozen=True)
class Wording:
    """Everything that one language of one market says. Labels by concept; phrases by their use in variants.py."""

    language: str
    basis: str
    issuer: str
    scales: tuple[Scale, ...]
    quantities: tuple[Quantity, ...]
    labels: dict[str, str]
    phrases: dict[str, str]
    names: Names
    cover: tuple[str, ...]
    prose: tuple[str, ...]


ENGLISH = Wording(
    language="en",
    basis="IFRS",
    issuer="Northgate Microsystems Co., Ltd.",
    scales=(Scale("RMB’000", THOUSAND, 0), Scale("RMB million", MILLION, 1)),
    quantities=(Quantity("units", "units", 1), Quantity("thousand units", "units", 1000)),
    labels={
        "revenue": "Revenue",
        "cost_of_sales": "Cost of sales",
        "gross_profit": "Gross profit",
        "other_income": "Other income and gains",
        "selling_expenses": "Selling and distribution expenses",
        "administrative_expenses": "Administrative expenses",
        "research_and_development_expenses": "Research and development expenses",
        "other_expenses": "Other expenses",
        "finance_costs": "Finance costs",
        "profit_before_tax": "Profit/(loss) before tax",
        "income_tax_expense": "Income tax expense",
        "profit": "Profit/(loss) for the year/period",
        "profit_attributable_to_owners": "Owners of the parent",
        "profit_attributable_to_nci": "Non-controlling interests",
    },
    phrases={
        "statement": "CONSOLIDATED STATEMENTS OF PROFIT OR LOSS",
        "statement_intro": "The following table sets forth our consolidated statements of profit or loss for the periods indicated:",
        "years": "Year ended December 31,",
        "interim_6": "Six months ended June 30,",
        "interim_9": "Nine months ended September 30,",
        "attributable": "Attributable to:",
        "note": "Notes",
        "total": "Total",
        "rank": "{rank}. {name}",
        "band_year": "For the year ended December 31, {year}",
        "band_6": "For the six months ended June 30, {year}",
        "band_9": "For the nine months ended September 30, {year}",
        "customers": "OUR CUSTOMERS",
        "customers_intro": "The following table sets forth our five largest customers for each period of the Track Record Period:",
        "customer": "Customer",
        "customer_amount": "Revenue amount",
        "customer_share": "Percentage of total revenue",
        "suppliers": "OUR SUPPLIERS",
        "suppliers_intro": "The following table sets forth our five largest suppliers for each period of the Track Record Period:",
        "supplier": "Supplier",
        "supplier_amount": "Purchase amount",
        "supplier_share": "Percentage of total purchases",
        "volumes": "SALES VOLUME",
        "volumes_intro": "The following table sets forth our sales volume by product ({unit}) for the periods indicated:",
        "product": "Product",
        "decoy": "The following table sets forth our headcount by function as of the dates indicated:",
        "contents": "CONTENTS",
        "unit_caption": "({unit})",
    },
    names=Names(
        customers=tuple(f"Customer {letter}" for letter in "ABCDEFGHJK"),
        suppliers=tuple(f"Supplier {letter}" for letter in "ABCDEFGHJK"),
        products=("Controllers", "Sensor modules", "Power stages", "Gateways"),
    ),
    cover=(
        "Northgate Microsystems Co., Ltd.",
        "(A joint stock company incorporated in the People’s Republic of China with limited liability)",
        "GLOBAL OFFERING",
        "Main Board of The Stock Exchange of Hong Kong Limited",
        "PROSPECTUS",
        "March 16, {year}",
    ),
    prose=(
        "Our consolidated financial information was prepared in accordance with IFRS Accounting Standards. All amounts are in Renminbi.",
        "We design and sell electronic modules. Orders are placed by phone, by letter and through a portal, and are confirmed in writing.",
        "Our warehouses stand near the plants. Goods leave them within two days of an order, by road or by rail.",
        "We train staff when they join and once a year after that. Records of training are kept for five years.",
    ),
)

TRADITIONAL = Wording(
    language="zh-Hant",
    basis="IFRS",
    issuer="北門微系統股份有限公司",
    scales=(Scale("人民幣千元", THOUSAND, 0), Scale("人民幣百萬元", MILLION, 1)),
    quantities=(Quantity("件", "件", 1), Quantity("千件", "件", 1000)),
    labels={
        "revenue": "收入",
        "cost_of_sales": "銷售成本",
        "gross_profit": "毛利",
        "other_income": "其他收入及收益",
        "selling_expenses": "銷售及分銷開支",
        "administrative_expenses": "行政開支",
        "research_and_development_expenses": "研發開支",
        "other_expenses": "其他開支",
        "finance_costs": "融資成本",
        "profit_before_tax": "除稅前利潤╱（虧損）",
        "income_tax_expense": "所得稅開支",
        "profit": "年內╱期內利潤╱（虧損）",
        "profit_attributable_to_owners": "母公司擁有人",
        "profit_attributable_to_nci": "非控股權益",
    },
    phrases={
        "statement": "綜合損益表",
        "statement_intro": "下表載列我們於所示期間的綜合損益表：",
        "years": "截至12月31日止年度",
        "interim_6": "截至6月30日止六個月",
        "interim_9": "截至9月30日止九個月",
        "attributable": "以下人士應佔：",
        "note": "附註",
        "total": "總計",
        "rank": "{rank}. {name}",
        "band_year": "截至{year}年12月31日止年度",
        "band_6": "截至{year}年6月30日止六個月",
        "band_9": "截至{year}年9月30日止九個月",
        "customers": "我們的客戶",
        "customers_intro": "下表載列於往績記錄期各期間我們五大客戶的詳情：",
        "customer": "客戶",
        "customer_amount": "收入金額",
        "customer_share": "佔總收入百分比",
        "suppliers": "我們的供應商",
        "suppliers_intro": "下表載列於往績記錄期各期間我們五大供應商的詳情：",
        "supplier": "供應商",
        "supplier_amount": "採購額",
        "supplier_share": "佔總採購額百分比",
        "volumes": "銷量",
        "volumes_intro": "下表載列於所示期間按產品劃分的銷量（{unit}）：",
        "product": "產品",
        "decoy": "下表載列於所示日期按職能劃分的僱員人數：",
        "contents": "目　錄",
        "unit_caption": "（{unit}）",
    },
    names=Names(
        customers=tuple(f"客戶{letter}" for letter in "ABCDEFGHJK"),
        suppliers=tuple(f"供應商{letter}" for letter in "ABCDEFGHJK"),
        products=("控制器", "傳感模組", "功率模組", "網關"),
    ),
    cover=(
        "北門微系統股份有限公司",
        "（於中華人民共和國註冊成立的股份有限公司）",
        "全球發售",
        "香港聯合交易所有限公司主板",
        "招股章程",
        "{year}年3月16日",
    ),
    prose=(
        "我們的綜合財務資料乃根據國際財務報告準則會計準則編製。所有金額以人民幣呈列。",
        "我們設計及銷售電子模組。客戶以電話、書面或網上系統下單，所有訂單均以書面確認。",
        "我們的倉庫鄰近工廠。貨物在下單後兩日內以公路或鐵路運出。",
        "新僱員入職時接受培訓，其後每年培訓一次。培訓記錄保存五年。",
    ),
)

SIMPLIFIED = Wording(
    language="zh-Hans",
    basis="CAS",
    issuer="北门微系统股份有限公司",
    scales=(Scale("元", Decimal(1), 2), Scale("万元", TEN_THOUSAND, 2), Scale("千元", THOUSAND, 0)),
    quantities=(Quantity("台", "台", 1), Quantity("万片", "片", 10_000)),
    labels={
        "revenue": "一、营业收入",
        "cost_of_sales": "减：营业成本",
        "taxes_and_surcharges": "税金及附加",
        "selling_expenses": "销售费用",
        "administrative_expenses": "管理费用",
        "research_and_development_expenses": "研发费用",
        "financial_expenses_net": "财务费用",
        "other_income": "加：其他收益",
        "investment_income": "投资收益（损失以“-”号填列）",
        "credit_impairment_losses": "信用减值损失（损失以“-”号填列）",
        "operating_profit": "二、营业利润（亏损以“-”号填列）",
        "non_operating_income": "加：营业外收入",
        "non_operating_expenses": "减：营业外支出",
        "profit_before_tax": "三、利润总额（亏损总额以“-”号填列）",
        "income_tax_expense": "减：所得税费用",
        "profit": "四、净利润（净亏损以“-”号填列）",
        "profit_attributable_to_owners": "归属于母公司所有者的净利润",
        "profit_attributable_to_nci": "少数股东损益",
    },
    phrases={
        "statement": "1、合并利润表",
        "statement_intro": "报告期内，发行人合并利润表如下：",
        "parent": "2、母公司利润表",
        "item": "项目",
        "total": "合计",
        "band_year": "{year}年度",
        "band_6": "{year}年1-6月",
        "band_9": "{year}年1-9月",
        "year_head": "年度",
        "rank_head": "序号",
        "customers": "（一）前五大客户",
        "customers_intro": "报告期内，发行人对前五大客户的销售情况如下：",
        "customers_period": "{period}，发行人对前五大客户的销售情况如下：",
        "customer": "客户名称",
        "customer_amount": "销售金额",
        "customer_share": "占营业收入比例",
        "suppliers": "（二）前五大供应商",
        "suppliers_intro": "报告期内，发行人向前五大供应商的采购情况如下：",
        "suppliers_period": "{period}，发行人向前五大供应商的采购情况如下：",
        "supplier": "供应商名称",
        "supplier_amount": "采购金额",
        "supplier_share": "占采购总额比例",
        "volumes": "（三）主要产品的产能、产量和销量",
        "volumes_intro": "报告期内，发行人主要产品的产能、产量和销量如下：",
        "product": "产品",
        "capacity": "产能",
        "output": "产量",
        "utilization": "产能利用率",
        "sales": "销量",
        "ratio": "产销率",
        "decoy": "报告期各期末，发行人员工人数如下：",
        "contents": "目　录",
        "unit_caption": "单位：{unit}",
    },
    names=Names(
        customers=(
            "东港电器有限公司",
            "南岭仪表有限公司",
            "西山通信股份有限公司",
            "北方机电集团",
            "中原汽车零部件有限公司",
            "客户A",
            "海州贸易有限公司",
        ),
        suppliers=(
            "青石晶圆有限公司",
            "白云封装有限公司",
            "红枫电子材料有限公司",
            "蓝田电路有限公司",
            "供应商A",
            "金桥物流有限公司",
            "银河设备有限公司",
        ),
        products=("控制器", "传感模组", "功率模块", "网关"),
    ),
    cover=(
        "北门微系统股份有限公司",
        "首次公开发行股票并在科创板上市",
        "招股说明书",
        "拟上市的证券交易所和板块：上海证券交易所科创板",
        "招股说明书签署日期：{year}年3月16日",
    ),
    prose=(
        "发行人财务报表按照财政部颁布的企业会计准则编制，记账本位币为人民币。",
        "发行人设计和销售电子模组。客户以电话、书面或网上系统下单，所有订单均以书面确认。",
        "发行人的仓库邻近工厂。货物在下单后两日内以公路或铁路运出。",
        "新员工入职时接受培训，其后每年培训一次。培训记录保存五年。",
    ),
)

WORDINGS = (ENGLISH, TRADITIONAL, SIMPLIFIED)
