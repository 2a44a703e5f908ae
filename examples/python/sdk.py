"""OpenAI's own SDK through Keyporter: pip install openai, then set the two variables it reads.

OPENAI_BASE_URL=http://127.0.0.1:8000/v1 and OPENAI_API_KEY=<a Keyporter token>
"""

import os

from openai import OpenAI

# A token bound to a user needs no header.
user = os.environ.get("KEYPORTER_USER")
client = OpenAI(default_headers={"X-User-ID": user} if user else None)
response = client.responses.create(model="gpt-4o-mini", input="What is the capital of France?")
print(response.output_text)
stream = client.responses.create(
    model="gpt-4o-mini", input="Count from 1 to 5 with enthusiasm!", stream=True
)
for event in stream:
    if event.type == "response.output_text.delta":
        print(event.delta, end="", flush=True)
print()
