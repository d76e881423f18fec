"""Frozen dataclasses of the data model as plain JSON values and back, without loss."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

Decode = Callable[[Any], Any]


def to_plain(value: object) -> object:
    """The value as dicts, lists, text, numbers and None. A field that has its default is left out."""
    if value is None or isinstance(value, str | float | int):
        return value
    kind: Any = type(value)
    if own := _fields_of(kind):
        return {field.name: to_plain(part) for field in own if not _is_default(field, part := getattr(value, field.name))}
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: to_plain(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [to_plain(part) for part in value]
    return value


def from_plain(kind: type[T], plain: object) -> T:
    """The value of that dataclass again. Raises ValueError for anything that to_plain does not give for it."""
    record: Any = kind
    try:
        value: T = _decoder(record)(plain)
    except (TypeError, AttributeError, KeyError, InvalidOperation) as error:
        raise ValueError(f"not a {kind.__name__}: {error}") from error
    return value


@cache
def _fields_of(kind: Any) -> tuple[Field[Any], ...]:
    """No fields for what is no dataclass."""
    return fields(kind) if is_dataclass(kind) else ()


def _is_default(field: Field[Any], value: object) -> bool:
    if field.default is not MISSING:
        return bool(type(value) is type(field.default) and value == field.default)
    return field.default_factory is not MISSING and value == field.default_factory()


@cache
def _decoder(kind: Any) -> Decode:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _choice(get_args(kind))
    if origin is tuple:
        return _sequence(get_args(kind))
    if origin is dict:
        decode = _decoder(get_args(kind)[1])
        return lambda plain: {key: decode(part) for key, part in plain.items()}
    if origin is Literal:
        return _one_of(get_args(kind))
    return _record(kind) if is_dataclass(kind) else _SCALARS[kind]


def _record(kind: Any) -> Decode:
    # The decoders of the fields are found at first use: a Fact holds Facts.
    hints = get_type_hints(kind)

    def decode(plain: Any) -> Any:
        return kind(**{name: _decoder(hints[name])(part) for name, part in plain.items()})

    return decode


def _choice(kinds: tuple[Any, ...]) -> Decode:
    """None, or a scalar, or the first dataclass that has all the fields."""
    records: list[Any] = [kind for kind in kinds if is_dataclass(kind)]
    names = {kind: {field.name for field in fields(kind)} for kind in records}
    others = [kind for kind in kinds if kind not in records and kind is not type(None)]

    def decode(plain: Any) -> Any:
        if plain is None:
            return None
        fitting = [kind for kind in records if isinstance(plain, dict) and plain.keys() <= names[kind]]
        return _decoder([*fitting, *others, *records][0])(plain)

    return decode


def _sequence(kinds: tuple[Any, ...]) -> Decode:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        decode = _decoder(kinds[0])
        return lambda plain: tuple(decode(part) for part in plain)
    decoders = [_decoder(kind) for kind in kinds]
    return lambda plain: tuple(decode(part) for decode, part in zip(decoders, plain, strict=True))


def _one_of(values: tuple[Any, ...]) -> Decode:
    def decode(plain: Any) -> Any:
        if plain not in values:
            raise ValueError(f"expected one of {values}, found {plain!r}")
        return plain

    return decode


def _of_type(*kinds: type) -> Decode:
    def decode(plain: Any) -> Any:
        if type(plain) not in kinds:
            raise TypeError(f"expected {kinds[0].__name__}, found {plain!r}")
        return plain

    return decode


_SCALARS: dict[Any, Decode] = {
    str: _of_type(str),
    int: _of_type(int),
    float: _of_type(float, int),
    bool: _of_type(bool),
    Decimal: Decimal,
    date: date.fromisoformat,
}
