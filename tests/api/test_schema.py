"""Whatever a machine can think of sending is answered as declared, and never with a 500."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from sanzhi.wsgi import application
from tests.api.conftest import admitted
from tests.county import County

CHECKS = (not_a_server_error, status_code_conformance, response_schema_conformance)


@pytest.fixture
def spoken(committed_db):
    County()
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    return schema, admitted(per_minute=6000).token


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
def test_no_request_brings_it_down_or_is_answered_otherwise_than_declared(spoken, mode):
    schema, token = spoken
    asked = 0
    for operation in (result.ok() for result in schema.get_all_operations()):

        @settings(
            max_examples=60,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(operation.as_strategy(generation_mode=mode))
        def ask(case):
            nonlocal asked
            asked += 1
            case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)

        ask()
    assert asked > 60
