"""A client for OpenAI's Responses API behind Keyporter, in one file.

Run it against a running proxy:

    pip install httpx
    python examples/python/client.py

tour.py, beside it, shows what else it can do.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import sys
from collections.abc import AsyncIterator, Coroutine
from datetime import datetime, timedelta, timezone
from typing import Any

import httpx

BASE_URL = os.environ.get("KEYPORTER_BASE_URL", "http://127.0.0.1:8000/v1")
JWT_TOKEN = os.environ.get("KEYPORTER_TOKEN", "your-jwt-token-here")
USER_ID = os.environ.get("KEYPORTER_USER", "user@example.com")
MODEL = os.environ.get("KEYPORTER_MODEL", "gpt-4o-mini")

ATTEMPTS = 3
TRANSIENT = {408, 429, 500, 502, 503, 504}
LONGEST_PAUSE = 60.0  # seconds
EXPIRES_SOON = timedelta(days=14)

HINTS = {
    400: "The request is wrong as it stands; the message says what to change.",
    401: "The token does not hold: issue one with 'keyporter token create'.",
    403: "No active key for this user, the user is disabled, or the token is another user's.",
    404: "No such response, or it is somebody else's.",
    422: "Nobody said who is calling: send X-User-ID, or use a token bound to a user.",
    429: "Too fast, or the provider's account is used up: wait as long as Retry-After says.",
}


class ProxyError(Exception):
    """An answer that is not a success."""

    def __init__(self, status: int, error: dict[str, Any]) -> None:
        super().__init__(error.get("message") or f"The request failed with status {status}.")
        self.status = status
        self.code = error.get("code")
        self.hint = HINTS.get(status, "")


class OpenAIProxyClient:
    """Sends requests for one user and keeps them in one session.

    The session's id is the proxy's choice until ``session_id`` is set.
    """

    def __init__(
        self,
        token: str,
        user_id: str | None,
        base_url: str = BASE_URL,
        session_id: str | None = None,
    ) -> None:
        self.session_id = session_id
        headers = {"Authorization": f"Bearer {token}"}
        if user_id:
            headers["X-User-ID"] = user_id
        # A model may think for minutes before its first word.
        timeout = httpx.Timeout(600.0, connect=10.0)
        self._http = httpx.AsyncClient(
            base_url=base_url.rstrip("/") + "/", headers=headers, timeout=timeout
        )

    async def __aenter__(self) -> OpenAIProxyClient:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        await self._http.aclose()

    async def create_response(
        self, prompt: str, model: str = MODEL, **parameters: Any
    ) -> dict[str, Any]:
        """Asks and waits for the whole answer; parameters go to the provider as they are."""
        body = {"model": model, "input": prompt, **parameters}
        return await self._call("POST", "responses", json=body)

    async def stream_response(
        self, prompt: str, model: str = MODEL, **parameters: Any
    ) -> AsyncIterator[dict[str, Any]]:
        """Asks and yields the answer's events as they arrive.

        The first one is ours, ``{"type": "proxy.request", "request_id": …}``, so that a stream
        can be rated by its request id.
        """
        body = {"model": model, "input": prompt, "stream": True, **parameters}
        answer = await self._send("POST", "responses", stream=True, json=body)
        try:
            if answer.is_error:
                await answer.aread()
            self._check(answer)
            yield {"type": "proxy.request", "request_id": answer.headers.get("X-Request-ID")}
            async for event in _events(answer):
                _raise_if_failed(event)
                yield event
        finally:
            await answer.aclose()

    async def get_response(self, response_id: str) -> dict[str, Any]:
        """Retrieves an earlier response; the proxy uses the key that made it."""
        return await self._call("GET", f"responses/{response_id}")

    async def rate_response(
        self, rated_id: str, rating: int, feedback: str | None = None
    ) -> dict[str, Any]:
        """Rates an answer 1 or -1, by its request id (req_…) or its response id (resp_…)."""
        body = {"rating": rating, "feedback": feedback}
        return await self._call("POST", f"responses/{rated_id}/rate", json=body)

    async def list_models(self) -> dict[str, Any]:
        """The provider's models."""
        return await self._call("GET", "models")

    async def _call(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        answer = await self._send(method, path, **options)
        self._check(answer)
        result = answer.json()
        result.setdefault("request_id", answer.headers.get("X-Request-ID"))
        return result

    async def _send(
        self, method: str, path: str, stream: bool = False, **options: Any
    ) -> httpx.Response:
        """Sends, and after a pause sends again what failed for a passing reason."""
        attempt = 1
        while True:
            request = self._http.build_request(
                method, path, headers=self._session_header(), **options
            )
            answer = await self._http.send(request, stream=stream)
            if answer.status_code not in TRANSIENT or attempt == ATTEMPTS:
                return answer
            await answer.aclose()
            await asyncio.sleep(_pause(answer, attempt))
            attempt += 1

    def _session_header(self) -> dict[str, str]:
        return {"X-Session-ID": self.session_id} if self.session_id else {}

    def _check(self, answer: httpx.Response) -> None:
        if answer.is_error:
            raise ProxyError(answer.status_code, _error_of(answer))
        self.session_id = answer.headers.get("X-Session-ID", self.session_id)


def _pause(answer: httpx.Response, attempt: int) -> float:
    """Seconds to wait: what Retry-After says, else half a second, doubled each time."""
    try:
        return min(float(answer.headers["Retry-After"]), LONGEST_PAUSE)
    except (KeyError, ValueError):
        return 0.5 * 2 ** (attempt - 1)


async def _events(answer: httpx.Response) -> AsyncIterator[dict[str, Any]]:
    """The data of each server-sent event; only CR, LF and CRLF end a line."""
    rest = ""
    data: list[str] = []
    async for text in answer.aiter_text():
        rest += text
        # A CR at the end may be the first half of a CRLF that is still under way.
        held = "\r" if rest.endswith("\r") else ""
        usable = rest[: len(rest) - len(held)].replace("\r\n", "\n").replace("\r", "\n")
        *lines, rest = usable.split("\n")
        rest += held
        for line in lines:
            if line.startswith("data:"):
                data.append(line[5:].removeprefix(" "))
            elif not line and data:
                event = "\n".join(data)
                data = []
                if event != "[DONE]":
                    yield json.loads(event)


def _raise_if_failed(event: dict[str, Any]) -> None:
    """A stream that began well can still fail: its status stays 200, the event says so."""
    if event.get("type") == "error":
        raise ProxyError(200, event)
    if event.get("type") == "response.failed":
        raise ProxyError(200, event["response"].get("error") or {})


def _error_of(answer: httpx.Response) -> dict[str, Any]:
    try:
        error = answer.json()["error"]
    except (ValueError, KeyError, TypeError):
        return {}
    return error if isinstance(error, dict) else {}


def expires_at(token: str) -> datetime | None:
    """When a token ends, by its own words; only the proxy can check the signature."""
    try:
        payload = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        return datetime.fromtimestamp(claims["exp"], timezone.utc)
    except (IndexError, KeyError, TypeError, ValueError):
        return None


def warn_if_expiring(token: str) -> None:
    expiry = expires_at(token)
    if expiry and expiry - datetime.now(timezone.utc) < EXPIRES_SOON:
        print(
            f"The token ends {expiry:%Y-%m-%d %H:%M} UTC: issue the next one with"
            " 'keyporter token create'.",
            file=sys.stderr,
        )


def text_of(response: dict[str, Any]) -> str:
    """The words of an answer, without reasoning and tool calls."""
    return "".join(
        part["text"]
        for item in response.get("output", [])
        if item.get("type") == "message"
        for part in item.get("content", [])
        if part.get("type") == "output_text"
    )


async def main() -> None:
    warn_if_expiring(JWT_TOKEN)
    print("=== OpenAI Proxy Client Example ===\n")
    async with OpenAIProxyClient(JWT_TOKEN, USER_ID) as client:
        print("1. Non-streaming request:")
        response = await client.create_response("What is the capital of France?")
        print(f"Response: {text_of(response)}")
        print(f"Request ID: {response['request_id']}")
        print(f"Response ID: {response['id']}")
        print(f"Tokens used: {response['usage']['total_tokens']}\n")

        print("2. Streaming request:")
        print("Response: ", end="", flush=True)
        streamed_request_id = streamed_response_id = ""
        async for event in client.stream_response("Count from 1 to 5 with enthusiasm!"):
            if event["type"] == "proxy.request":
                streamed_request_id = event["request_id"]
            elif event["type"] == "response.created":
                streamed_response_id = event["response"]["id"]
            elif event["type"] == "response.output_text.delta":
                print(event["delta"], end="", flush=True)
        print(f"\nRequest ID: {streamed_request_id}")
        print(f"Response ID: {streamed_response_id}\n")

        print("3. Rating response by request ID:")
        rating = await client.rate_response(response["request_id"], 1, "Correct and short.")
        print("Rating submitted successfully")
        print(f"Rated at: {rating['rated_at']}\n")

        print("4. Rating response by response ID:")
        rating = await client.rate_response(streamed_response_id, 1)
        print("Rating submitted successfully")
        print(f"Rated at: {rating['rated_at']}\n")

        print(f"Session ID: {client.session_id}\n")
    print("=== Example Complete ===")


def run(program: Coroutine[Any, Any, None]) -> None:
    """Runs a program; what goes wrong becomes words and an exit status of 1."""
    try:
        asyncio.run(program)
    except ProxyError as error:
        sys.exit(f"\nError {error.status} ({error.code}): {error}\n{error.hint}".rstrip())
    except httpx.ConnectError:
        sys.exit(f"\nNo proxy answers at {BASE_URL}. Start it with './keyporter serve'.")


if __name__ == "__main__":
    run(main())
