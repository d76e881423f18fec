"""The output contract: columns, bytes, order, and files that are whole or absent."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from analyzer.contract import COLUMNS, KEY_COLUMNS, decimal_to_text, fact_to_row, mention_to_row
from analyzer.errors import ConfigError
from analyzer.model import Derived, Fact, Filing, Source
from analyzer.outputs import filing_to_files, prepare_folder, replacing, to_utf8, write_filing

HEADER = (
    "filing,table,concept,label,member,rank,scope,qualifier,period_start,period_end,months,value,unit,step,printed,page,printed_page,"
    "x0,top,x1,bottom,assurance,basis,base,channel,relation,note,status"
)


def read_rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("7.03477E+8", "703477000"),
        ("13245.670", "13245.67"),
        ("1E-7", "0.0000001"),
        ("0.4110", "0.411"),
        ("-0.00", "0"),
        ("0E+3", "0"),
        ("100", "100"),
        ("-375738000", "-375738000"),
    ],
)
def test_decimal_is_plain(value: str, text: str) -> None:
    assert decimal_to_text(Decimal(value)) == text


def test_row_says_everything_that_the_page_says(cost_of_sales: Fact) -> None:
    row = fact_to_row(cost_of_sales, "acme")
    assert tuple(row) == COLUMNS
    assert row == dict.fromkeys(COLUMNS, "") | {
        "filing": "acme",
        "table": "income_statement",
        "concept": "cost_of_sales",
        "label": "Cost of sales",
        "period_start": "2025-01-01",
        "period_end": "2025-09-30",
        "months": "9",
        "value": "375738000",
        "unit": "CNY",
        "step": "1000",
        "printed": "(375,738)",
        "page": "12",
        "printed_page": "I-5",
        "x0": "300.0",
        "top": "210.6",
        "x1": "340.0",
        "bottom": "223.0",
        "assurance": "unaudited",
        "basis": "IFRS",
        "status": "confirmed",
    }


def test_derived_fact_is_refused(cost_of_sales: Fact) -> None:
    with pytest.raises(TypeError, match="derived"):
        fact_to_row(replace(cost_of_sales, origin=Derived("revenue - gross profit", ())), "acme")


def test_mention_joins_on_the_key_of_its_figure(cost_of_sales: Fact) -> None:
    chosen = fact_to_row(cost_of_sales, "acme")
    mention = mention_to_row(cost_of_sales.mentions[0], cost_of_sales, "acme")
    assert {name: mention[name] for name in KEY_COLUMNS} == {name: chosen[name] for name in KEY_COLUMNS}
    assert (mention["label"], mention["value"], mention["step"], mention["page"]) == ("costs", "375700000", "100000", "90")


def test_mention_of_an_unclaimed_row_carries_its_label(cost_of_sales: Fact) -> None:
    unclaimed = replace(cost_of_sales, concept="", label="Cost")
    assert mention_to_row(cost_of_sales.mentions[0], unclaimed, "acme")["label"] == "Cost"


def test_facts_file_has_the_header_and_the_order_of_the_contract(filing: Filing) -> None:
    content = filing_to_files(filing)["acme.csv"]
    assert content.splitlines()[0].decode() == HEADER
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    rows = read_rows(content)
    assert [(row["table"], row["page"], row["top"]) for row in rows] == [
        ("customers", "9", "20.0"),
        ("income_statement", "12", "190.0"),
        ("income_statement", "12", "210.6"),
    ]
    share, unclaimed, cost = rows
    assert (share["value"], share["rank"], share["qualifier"], share["relation"]) == ("0.411", "1", "about", "related party")
    assert (unclaimed["label"], unclaimed["value"], unclaimed["months"], unclaimed["period_start"]) == ("其他业务利润", "0", "", "")
    assert cost["value"] == "375738000"


def test_pages_sort_as_numbers(filing: Filing) -> None:
    (first,) = filing.customers.facts
    later = replace(first, rank=2, origin=replace(first.source, page=100))
    both = replace(filing, statements={"customers": replace(filing.customers, facts=(later, first))})
    assert [row["page"] for row in read_rows(filing_to_files(both)["acme.csv"])] == ["9", "100"]


def test_no_facts_leave_a_header(filing: Filing) -> None:
    files = filing_to_files(replace(filing, statements={}))
    assert files["acme.csv"].decode() == HEADER + "\n"
    assert files["acme.mentions.csv"].decode() == HEADER + "\n"


def test_findings_stand_worst_first(filing: Filing) -> None:
    assert filing_to_files(filing)["acme.findings.csv"].decode() == (
        "level,code,page,message\n"
        'error,UNREAD_TABLE,9,"a ""table"" on page 9, not read"\n'
        "warning,SUM_DIFFERS,12,off by 2\n"
        "info,NO_TABLE,,no volumes in this filing\n"
    )


def test_ledger_tells_used_and_rejected_candidates(filing: Filing) -> None:
    used, rejected = json.loads(filing_to_files(filing)["acme.ledger.json"])
    assert used == {
        "topic": "customers",
        "kind": "table",
        "pages": [9, 10],
        "caption": "Top five\ncustomers",
        "used": True,
        "reason": "rank, name, amount",
        "number_count": 12,
        "used_count": 10,
        "strategy": "ruled",
        "bbox": [1.0, 2.0, 3.0, 4.0],
    }
    assert (rejected["used"], rejected["reason"]) == (False, "no period")


def test_filing_record_gives_each_attribute_its_source(filing: Filing, source: Source) -> None:
    record = json.loads(filing_to_files(filing)["acme.filing.json"])
    assert record["issuer"] == {
        "value": "Acme Ltd",
        "source": {"page": source.page, "printed_page": "I-5", "bbox": [300.0, 210.6, 340.0, 223.0], "text": "(375,738)"},
    }
    assert record["sha256"] == {"value": "ab" * 32, "source": {"file": "acme.pdf"}}
    assert record["currency"] == {"value": "", "source": None}
    assert list(record)[3:] == [
        "market",
        "language",
        "issuer",
        "currency",
        "basis",
        "document_date",
        "document_version",
        "stock_code",
    ]


def test_half_a_surrogate_pair_can_be_written() -> None:
    assert to_utf8("a\ud800b") == b"a\\ud800b"


def test_same_filing_gives_the_same_bytes(filing: Filing, tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in write_filing(filing, tmp_path)}
    second = {path.name: path.read_bytes() for path in write_filing(filing, tmp_path)}
    assert first == second
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "acme.csv",
        "acme.filing.json",
        "acme.findings.csv",
        "acme.ledger.json",
        "acme.mentions.csv",
    ]


def write_and_fail(path: Path) -> None:
    with replacing(path) as part:
        part.write_text("half")
        raise KeyboardInterrupt


def test_interrupted_writing_leaves_the_previous_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "comparison.xlsx"
    path.write_text("previous")
    with pytest.raises(KeyboardInterrupt):
        write_and_fail(path)
    assert path.read_text() == "previous"
    assert [child.name for child in tmp_path.iterdir()] == ["comparison.xlsx"]


def test_replacing_writes_in_the_same_folder(tmp_path: Path) -> None:
    path = tmp_path / "comparison.html"
    with replacing(path) as part:
        assert part.parent == tmp_path
        part.write_text("new")
        assert not path.exists()
    assert path.read_text() == "new"


def test_prepare_folder_makes_parents_and_leaves_nothing_behind(tmp_path: Path) -> None:
    prepare_folder(tmp_path / "a" / "b")
    assert list((tmp_path / "a" / "b").iterdir()) == []


def test_folder_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match=r"file/out: the output cannot be written: Not a directory\. Choose another folder"):
        prepare_folder(tmp_path / "file" / "out")


def test_file_that_cannot_be_replaced_is_named(filing: Filing, tmp_path: Path) -> None:
    (tmp_path / "acme.csv").mkdir()
    with pytest.raises(ConfigError, match=r"acme\.csv: the output cannot be written"):
        write_filing(filing, tmp_path)
