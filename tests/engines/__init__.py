import pytest

for name in ("contract", "contract_contents", "contract_results"):
    pytest.register_assert_rewrite(f"tests.engines.{name}")
