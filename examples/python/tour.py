"""What else the client in client.py can do, and every error with what to do about it.

Run it like client.py:

    python examples/python/tour.py
"""

from __future__ import annotations

from collections.abc import Awaitable

from client import (
    JWT_TOKEN,
    MODEL,
    USER_ID,
    OpenAIProxyClient,
    ProxyError,
    run,
    text_of,
    warn_if_expiring,
)


async def main() -> None:
    warn_if_expiring(JWT_TOKEN)
    print("=== Tour ===\n")
    async with OpenAIProxyClient(JWT_TOKEN, USER_ID) as client:
        print("1. A session of your own:")
        client.session_id = "my-custom-session-123"
        await client.create_response("Hello")
        print(f"Session ID: {client.session_id}\n")

        print("2. Another model, with parameters:")
        response = await client.create_response(
            "What is the capital of France?",
            model="gpt-4o",
            temperature=0.5,
            max_output_tokens=1000,
            top_p=0.9,
        )
        print(f"Response: {text_of(response)}")
        print(f"Model: {response['model']}\n")

        print("3. Retrieving a response:")
        same = await client.get_response(response["id"])
        print(f"Response: {text_of(same)}\n")

        print("4. Going on from a response:")
        follow_up = await client.create_response(
            "And of Spain?", previous_response_id=response["id"]
        )
        print(f"Response: {text_of(follow_up)}\n")

        print("5. Errors, and what to do about them:")
        await show_error(400, client.rate_response(response["id"], 5))
        async with OpenAIProxyClient("not-a-token", USER_ID) as stranger:
            await show_error(401, stranger.list_models())
        async with OpenAIProxyClient(JWT_TOKEN, "someone-else@example.com") as other:
            await show_error(403, other.list_models())
        await show_error(404, client.get_response("resp_unknown"))
        async with OpenAIProxyClient(JWT_TOKEN, None) as nameless:
            await show_error(422, nameless.list_models())
        print()

        print("6. Trying again, since only the demo provider fails when asked to:")
        await show_error(429, client.create_response("error:429", model=MODEL))
    print("\n=== Tour Complete ===")


async def show_error(status: int, call: Awaitable[object]) -> None:
    try:
        await call
        print(f"{status}: not with this token and key")
    except ProxyError as error:
        print(f"{error.status} {error.code}: {error}")
        print(f"    {error.hint}")


if __name__ == "__main__":
    run(main())
