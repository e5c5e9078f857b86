"""The payment apps whose bills are read, by the id of their format."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.intake.bill_outcome import App
from app.intake.formats import alipay, wechat

APPS: Mapping[str, App] = MappingProxyType({alipay.NAME: alipay.APP, wechat.NAME: wechat.APP})
"""How the bills of each app are settled."""
