"""What a route that runs through `perform` answers with, for the OpenAPI document: `perform` itself hands on bytes."""

from http import HTTPStatus
from typing import Any

from litestar.openapi.datastructures import ResponseSpec


def answers(content: Any, status: int = 200) -> dict[int, ResponseSpec]:
    """For the route's `responses=`."""
    return {status: ResponseSpec(content, description=HTTPStatus(status).phrase, generate_examples=False)}


FILE: dict[int, ResponseSpec] = {
    200: ResponseSpec(
        bytes,
        media_type="*/*",
        description="The file, of the type it was judged to be",
        generate_examples=False,
    )
}
"""For a route that hands out files of several types."""
